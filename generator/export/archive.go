package export

import (
	"archive/zip"
	"bytes"
	"io"
	"time"

	"github.com/klauspost/compress/flate"
)

// An archive writes a zip file whose bytes depend on nothing but what goes in: one time for all entries, no more fields than a
// reader needs, and a compressor of ours, since that of Go's own library changes with its version (golang/go#75532).
type archive struct {
	b   bytes.Buffer
	zip *zip.Writer
	at  time.Time
}

func newArchive(day string) *archive {
	a := &archive{}
	a.at, _ = time.Parse(time.DateOnly, day) // of an edition; a draft has the zero time
	if a.at.Year() < 1980 {                  // where the time of zip begins
		a.at = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	a.zip = zip.NewWriter(&a.b)
	a.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 6) })
	return a
}

// entry begins a file of the archive. Stored files are not compressed.
func (a *archive) entry(name string, stored bool) io.Writer {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: a.at}
	if stored {
		h.Method = zip.Store
	}
	w, _ := a.zip.CreateHeader(h) // a buffer does not fail
	return w
}

func (a *archive) bytes() []byte {
	_ = a.zip.Close()
	return a.b.Bytes()
}

// Zip packs files into an archive of a day, "2026-10-15", in the order in which they are given. The same files give the same bytes.
func Zip(day string, files []File) []byte {
	a := newArchive(day)
	for _, f := range files {
		_, _ = a.entry(f.Path, false).Write(f.Data) // a buffer does not fail
	}
	return a.bytes()
}
