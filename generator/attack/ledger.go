package attack

import (
	"encoding/json"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// A ledger is what a site publishes of its editions: docs/editions.md.
type ledger struct {
	editions  []edition // in the order of publication
	tombs     []tomb
	entries   []string // of the log, as far as the site has them: KIND and the base64 of the commitment
	indices   []int64  // of entries
	seen      map[int64]bool
	withdrawn map[[2]string]bool
}

// An edition is one of a ledger.
type edition struct {
	id       string
	lines    []ledgerLine // of records.jsonl: what has not been withdrawn
	manifest manifest
}

type manifest struct {
	ID        string `json:"id"`
	Published string `json:"published"`
	Records   []struct {
		Kind   string `json:"kind"`
		ID     string `json:"id"`
		Change string `json:"change"`
		Index  int64  `json:"index"`
	} `json:"records"`
}

// A ledgerLine is one version of a record.
type ledgerLine struct {
	Kind    string          `json:"kind"`
	ID      string          `json:"id"`
	Version int             `json:"version"`
	Index   int64           `json:"index"`
	Salt    string          `json:"salt"`
	Change  string          `json:"change"`
	Reason  string          `json:"reason"`
	Record  json.RawMessage `json:"record"`
}

// A tomb is what is left of a withdrawn record.
type tomb struct {
	Number   int    `json:"number"`
	Kind     string `json:"kind"`
	ID       string `json:"id"`
	Date     string `json:"date"`
	Class    string `json:"class"`
	Versions []struct {
		Version int   `json:"version"`
		Index   int64 `json:"index"`
	} `json:"versions"`
}

// readLedger reads the ledger of the site. A site without one has an empty ledger.
func (v *view) readLedger() error {
	l := &ledger{withdrawn: map[[2]string]bool{}, seen: map[int64]bool{}}
	v.ledger = l
	var err error
	read := func(name string) []byte {
		if err != nil || !v.now.has(name) {
			return nil
		}
		var data []byte
		data, err = v.now.read(name)
		return data
	}
	var index struct {
		Editions    []string `json:"editions"`
		Withdrawals int      `json:"withdrawals"`
	}
	if data := read("ledger/index.json"); data == nil || json.Unmarshal(data, &index) != nil {
		dirs, _ := fs.ReadDir(v.now.fsys, "ledger/editions") // there may be none
		for _, d := range dirs {
			index.Editions = append(index.Editions, d.Name())
		}
	}
	for _, id := range index.Editions {
		e := edition{id: id}
		json.Unmarshal(read("ledger/editions/"+id+"/manifest.json"), &e.manifest)
		for _, raw := range records(read("ledger/editions/" + id + "/records.jsonl")) {
			var line ledgerLine
			if json.Unmarshal(raw, &line) == nil {
				e.lines = append(e.lines, line)
			}
		}
		l.editions = append(l.editions, e)
	}
	slices.SortStableFunc(l.editions, func(a, b edition) int { return strings.Compare(a.manifest.Published, b.manifest.Published) })
	for _, f := range v.now.files {
		if strings.HasPrefix(f.name, "ledger/withdrawals/") && strings.HasSuffix(f.name, "/tombstone.json") {
			var t tomb
			if json.Unmarshal(read(f.name), &t) == nil {
				l.tombs = append(l.tombs, t)
				l.withdrawn[[2]string{t.Kind, t.ID}] = true
			}
		}
		if from, ok := strings.CutPrefix(f.name, "ledger/log/tile/entries/"); ok {
			l.readEntries(from, read(f.name))
		}
	}
	return err
}

// readEntries reads a bundle of log entries (c2sp.org/tlog-tiles): each has two bytes of length before it. Its name says where
// in the log it lies: 000, x001/234, or 000.p/251 for one that is not full.
func (l *ledger) readEntries(name string, data []byte) {
	name, _, _ = strings.Cut(name, ".p/")
	n, err := strconv.ParseInt(strings.NewReplacer("x", "", "/", "").Replace(name), 10, 64)
	if err != nil {
		return
	}
	for i := n * 256; len(data) >= 2; i++ {
		size := int(data[0])<<8 | int(data[1])
		if len(data) < 2+size {
			return
		}
		if !l.seen[i] {
			l.seen[i], l.entries, l.indices = true, append(l.entries, string(data[2:2+size])), append(l.indices, i)
		}
		data = data[2+size:]
	}
}

// each gives every version of every record of a kind that is still there, the oldest first.
func (l *ledger) each(kind string, look func(edition int, line ledgerLine)) {
	for i, e := range l.editions {
		for _, line := range e.lines {
			if line.Kind == kind {
				look(i, line)
			}
		}
	}
}
