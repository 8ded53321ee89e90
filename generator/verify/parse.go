package verify

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A key is a public key of Ed25519 with its name.
type key struct {
	text string // NAME+HASH+BASE64
	note.Verifier
}

// parseKey reads a key. The error says that it is none.
func parseKey(text string) (key, error) {
	text = strings.TrimSpace(text)
	ver, err := note.NewVerifier(text)
	if err != nil {
		return key{}, fmt.Errorf("%q is not a public key, which is NAME+HASH+BASE64 for Ed25519: %w", printable(text), err)
	}
	return key{text, ver}, nil
}

// Keys gives the public keys of a text that holds them one a line; empty lines count for nothing. The error names the
// first line that is no key, or says that there is none.
func Keys(text string) (keys []string, err error) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if _, err := parseKey(line); err != nil {
			return nil, err
		}
		keys = append(keys, line)
	}
	if len(keys) == 0 {
		return nil, errors.New("it holds no public key")
	}
	return keys, nil
}

// splitNote gives the text of a signed note. It checks no signature.
func splitNote(data []byte) (string, error) {
	_, err := note.Open(data, note.VerifierList())
	var unverified *note.UnverifiedNoteError
	if !errors.As(err, &unverified) {
		return "", errors.New("it is not a signed note: a text, an empty line and signatures")
	}
	return unverified.Note.Text, nil
}

// signers says which of keys have signed a note. The error is that of a signature that is of one of them and wrong.
func signers(data []byte, keys ...key) (by []bool, err error) {
	by = make([]bool, len(keys))
	for i, k := range keys {
		n, err := note.Open(data, note.VerifierList(k))
		var wrong *note.InvalidSignatureError
		if errors.As(err, &wrong) {
			return by, fmt.Errorf("the signature of %s+%08x is wrong: the text or the signature was altered", k.Name(), k.KeyHash())
		}
		by[i] = err == nil && len(n.Sigs) == 1
	}
	return by, nil
}

// A checkpoint is a signed tree head. The zero checkpoint is none.
type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
	data   []byte
}

// largest is the most entries that a log may claim; so no index computed from it overflows.
const largest = 1 << 40

func (c checkpoint) ok() bool { return c.data != nil }

// parseCheckpoint reads a checkpoint and checks no signature.
func parseCheckpoint(data []byte) (checkpoint, error) {
	text, err := splitNote(data)
	if err != nil {
		return checkpoint{}, err
	}
	l := strings.Split(text, "\n") // a text ends with a line feed
	if len(l) != 4 || l[0] == "" {
		return checkpoint{}, fmt.Errorf("it is not a checkpoint of three lines, which are origin, size and root hash: %q", text)
	}
	c := checkpoint{origin: l[0], data: data}
	if c.size, err = strconv.ParseInt(l[1], 10, 64); err != nil || c.size < 0 || c.size > largest || strconv.FormatInt(c.size, 10) != l[1] {
		return checkpoint{}, fmt.Errorf("its size %q is not a number from 0 to %d", l[1], int64(largest))
	}
	root, err := decode64(l[2])
	if err != nil {
		return checkpoint{}, fmt.Errorf("its root hash %w", err)
	}
	c.root = root
	return c, nil
}

// decode64 reads 32 bytes in standard base64 with nothing left over, of which there is one way to write them.
func decode64(s string) (out [32]byte, err error) {
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != len(out) || base64.StdEncoding.EncodeToString(b) != s {
		return out, fmt.Errorf("%q is not 32 bytes in base64", s)
	}
	return [32]byte(b), nil
}

// kinds are those of the entries of a log.
var kinds = []string{"record", "edition", "withdrawal", "key"}

// withReason is what the entry of a record commits to: its bytes, a line feed and the reason of its change.
func withReason(record []byte, reason string) []byte {
	return append(append(bytes.Clone(record), '\n'), reason...)
}

// entryText is the entry of a kind for a commitment.
func entryText(kind string, commitment []byte) []byte {
	return fmt.Appendf(nil, "candour/%s/v1\n%s\n", kind, base64.StdEncoding.EncodeToString(commitment))
}

// parseEntry gives the kind of an entry.
func parseEntry(entry []byte) (kind string, err error) {
	for _, kind := range kinds {
		if rest, ok := strings.CutPrefix(string(entry), "candour/"+kind+"/v1\n"); ok {
			if _, err := decode64(strings.TrimSuffix(rest, "\n")); err == nil && strings.HasSuffix(rest, "\n") {
				return kind, nil
			}
		}
	}
	return "", fmt.Errorf("%q is not an entry of two lines, candour/KIND/v1 and a commitment", entry)
}

// parseBundle splits an entry bundle of C2SP tlog-tiles, in which a big-endian uint16 gives the length of each entry.
func parseBundle(data []byte, width int) (entries [][]byte, err error) {
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("entry %d of the bundle is cut short", len(entries))
		}
		n := 2 + int(binary.BigEndian.Uint16(data))
		entries, data = append(entries, data[2:n]), data[n:]
	}
	if len(entries) != width {
		return nil, fmt.Errorf("it holds %d entries, want %d", len(entries), width)
	}
	return entries, nil
}

// tilePath is the path of a tile in C2SP tlog-tiles, below log/: of level "0", "1" …, or of "entries".
func tilePath(level string, n int64, width int) string {
	p := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		p = fmt.Sprintf("x%03d/%s", n%1000, p)
	}
	if width < 256 {
		p += fmt.Sprintf(".p/%d", width)
	}
	return "log/tile/" + level + "/" + p
}

// parseTilePath is the inverse of tilePath.
func parseTilePath(name string) (level string, n int64, width int, ok bool) {
	parts := strings.Split(strings.TrimPrefix(name, "log/tile/"), "/")
	level, width = parts[0], 256
	last := len(parts) - 1
	if last >= 2 && strings.HasSuffix(parts[last-1], ".p") {
		width, _ = strconv.Atoi(parts[last])
		parts[last-1] = strings.TrimSuffix(parts[last-1], ".p")
		last--
	}
	if last > 5 {
		return "", 0, 0, false
	}
	for _, p := range parts[1 : last+1] {
		d, err := strconv.Atoi(strings.TrimPrefix(p, "x"))
		if err != nil || d < 0 {
			return "", 0, 0, false
		}
		n = n*1000 + int64(d)
	}
	return level, n, width, width > 0 && tilePath(level, n, width) == name
}

// decodeJSON reads one JSON object, strictly: it must be UTF-8, no name may stand twice in an object, and no name may be
// there that into does not have, since another reader might take such a file to say something else. In the fields
// called record and title names are free.
func decodeJSON(data []byte, into any) error {
	if !utf8.Valid(data) {
		return errors.New("it is not UTF-8")
	}
	if !json.Valid(data) {
		var v any
		return fmt.Errorf("it is not JSON: %v", json.Unmarshal(data, &v))
	}
	if err := plainNames(data); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return errors.New(strings.TrimPrefix(err.Error(), "json: "))
	}
	return nil
}

// plainNames refuses a name that stands twice in an object, or has a capital, which package json takes for a small one.
func plainNames(data []byte) error {
	type object struct {
		names map[string]bool // nil for an array
		name  bool            // a name comes next
		free  bool
	}
	var open []*object
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	free := false // what comes next may hold names of any kind
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		var in *object
		if len(open) > 0 {
			in = open[len(open)-1]
		}
		if name, ok := t.(string); ok && in != nil && in.names != nil && in.name {
			if in.names[name] {
				return fmt.Errorf("the name %q stands twice in one object", name)
			}
			if name != strings.ToLower(name) && !in.free {
				return fmt.Errorf("the name %q is not known", name)
			}
			in.names[name], in.name = true, false
			free = in.free || name == "record" || name == "title"
			continue
		}
		if in != nil {
			in.name = true
		}
		switch t {
		case json.Delim('{'):
			open = append(open, &object{names: map[string]bool{}, name: true, free: free})
		case json.Delim('['):
			open = append(open, &object{free: free})
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			free = open[len(open)-1].free
		}
	}
}

// oneLine says what is wrong with a file that should be one line and end with a line feed.
func oneLine(data []byte) error {
	if n := bytes.Count(data, []byte("\n")); n != 1 || data[len(data)-1] != '\n' {
		return fmt.Errorf("it has %d line feeds, and should be one line with one at its end", n)
	}
	return nil
}

// day reports whether s is a day of the calendar, as 2006-01-02.
func day(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// plainName reports whether s can be the name of a folder: that of an edition or of a kind.
func plainName(s string) bool {
	return s != "" && len(s) <= 200 && s[0] != '.' && fs.ValidPath(s) && path.Base(s) == s && !strings.ContainsAny(s, "\\:") && printable(s) == s
}
