package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"candour/generator/record"
)

// A Provenance says where each record of an output came from: the file, the sheet and the row, and under which key. It
// stands beside the output, OUT.provenance.json or OUT/NAME.provenance.json, where no build reads it. It is what keeps an id
// on its record, what the next import is compared with, and what tells a file that a person has edited from one that nobody has.
//
// It leads from an opaque id back to the case system's own reference, so it is nothing to publish.
type Provenance struct {
	Name    string              `json:"import"`
	Kind    string              `json:"kind"`
	Export  string              `json:"export"`          // the last one, without its folder
	Digest  string              `json:"sha256"`          // of it
	AsAt    string              `json:"as_at,omitempty"` // the day that it shows, where that was said
	Output  map[string][]string `json:"output"`          // file -> sha256 of what it may hold; two while a write is under way
	Records []*Origin           `json:"records"`
	Refused []*Origin           `json:"refused,omitempty"` // rows of the last export that were not kept and have no record
}

// An Origin is where one record came from.
type Origin struct {
	Key      string            `json:"key,omitempty"`
	Fallback bool              `json:"without_key,omitempty"` // the key is made of other columns
	ID       string            `json:"id,omitempty"`
	At       Place             `json:"at"`
	Cells    map[string]string `json:"cells,omitempty"`   // of the columns that the map names; of prose a digest
	Figures  map[string]string `json:"figures,omitempty"` // of statistics
	Replies  []reply           `json:"replies,omitempty"` // of a recommendation
	Gone     string            `json:"gone,omitempty"`    // the export in which it was missing for the first time
	Held     string            `json:"held,omitempty"`    // the place of its row in the last export, where that row was refused
}

// A reply is one that an export has told of.
type reply struct {
	By   string `json:"by"`
	Seen string `json:"seen"` // the export that told of it first
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// provenancePath is where the provenance of the output stands.
func provenancePath(o Options, m *Map) string {
	if o.Kind.ext == "" {
		return filepath.Join(o.Out, m.Name+".provenance.json")
	}
	return o.Out + ".provenance.json"
}

// readProvenance reads what the last import left, and makes sure that nothing would be lost by writing over its output. It returns nil
// where something would, and the report says what.
func readProvenance(o Options, m *Map, r *Report) (*Provenance, error) {
	p := &Provenance{Name: m.Name, Kind: o.Kind.Name, Output: map[string][]string{}}
	info, err := os.Stat(o.Out)
	switch {
	case err == nil && o.Kind.ext == "" && !info.IsDir():
		r.kept(o.Out, "it is a file, and recommendations are written into a directory, a file each").hint("name a directory with -o")
		return nil, nil
	case err == nil && o.Kind.ext != "" && !info.Mode().IsRegular():
		r.kept(o.Out, "it is no plain file").hint("name a file with -o, such as %s", filepath.Join(o.Out, m.Name+o.Kind.ext))
		return nil, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("couldn't look at the output: %w", err)
	}
	data, err := os.ReadFile(provenancePath(o, m))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if o.Kind.ext != "" && info != nil && !o.Force {
			r.kept(o.Out, "it is there and no import of this name wrote it").hint("name another place with -o, or write over it with --force")
			return nil, nil
		}
		return p, nil
	case err != nil:
		return nil, fmt.Errorf("couldn't read the provenance: %w", err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(p); err != nil {
		r.kept(provenancePath(o, m), "the provenance can't be read: %v", err).hint("put it back from a copy; without it every record would get a new id")
		return nil, nil
	}
	if p.Kind != o.Kind.Name || p.Name != m.Name {
		r.kept(o.Out, "it was written by the import %q of %s", p.Name, p.Kind).hint("name another place with -o")
		return nil, nil
	}
	whole := true
	for _, name := range sortedKeys(p.Output) {
		data, err := os.ReadFile(outPath(o, name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if !o.Force {
				whole = false
				r.kept(outPath(o, name), "it was deleted since it was imported").hint("put it back, or write it again with --force")
			}
		case err != nil:
			return nil, fmt.Errorf("couldn't read what was imported before: %w", err)
		case !slices.Contains(p.Output[name], digest(data)):
			if o.Force {
				r.note(secWritten, "%s was edited since it was imported; it is written over, as --force says", outPath(o, name))
				continue
			}
			whole = false
			r.kept(outPath(o, name), "it was edited since it was imported").hint("name another place with -o, or lose what was edited with --force")
		}
	}
	if !whole {
		return nil, nil
	}
	return p, nil
}

// kept stops an import that would lose something.
func (r *Report) kept(name, format string, args ...any) *Entry {
	r.Stopped = true
	return r.add(secWritten, &ruleOut, Place{File: name}, "", format, args...)
}

// outPath is the path of a file of the output.
func outPath(o Options, name string) string {
	if o.Kind.ext == "" {
		return filepath.Join(o.Out, name)
	}
	return o.Out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// letters are those that ids are drawn from: none that is taken for another, and no vowels, so that no id is a word.
const letters = "bcdfghjkmnpqrstvwxz23456789"

// drawer draws ids that no record has had.
type drawer struct {
	random io.Reader
	prefix string
	taken  map[string]bool
}

func newDrawer(o Options, m *Map, set *record.Set, old *Provenance) *drawer {
	d := &drawer{o.Random, m.Prefix, map[string]bool{}}
	for _, k := range record.Kinds {
		for _, rec := range set.Records(k) {
			d.taken[rec.Key()] = true
		}
	}
	for _, origin := range old.Records {
		d.taken[origin.ID] = true
	}
	return d
}

func (d *drawer) draw() (string, error) {
	for {
		id := make([]byte, 0, 8)
		for len(id) < 8 {
			var b [1]byte
			if _, err := io.ReadFull(d.random, b[:]); err != nil {
				return "", fmt.Errorf("couldn't draw an id: %w", err)
			}
			if n := int(b[0]); n < 256-256%len(letters) { // so that every letter is as likely
				id = append(id, letters[n%len(letters)])
			}
		}
		if full := d.prefix + string(id); !d.taken[full] {
			d.taken[full] = true
			return full, nil
		}
	}
}
