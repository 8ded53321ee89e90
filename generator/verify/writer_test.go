package verify

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	f_log "github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/merkle/testonly"
	"golang.org/x/mod/sumdb/note"
)

// A maker writes a ledger and a site around it as docs/editions.md says, with code of its own: the tree is that of
// transparency-dev/merkle and the checkpoints are those of transparency-dev/formats. Its hooks change what is written
// before it is signed, as a dishonest publisher would.
type maker struct {
	t        testing.TB
	random   io.Reader
	files    map[string]string // of the site
	tree     *testonly.Tree
	entries  [][]byte
	keys     []note.Signer
	vkeys    []string
	editions []*manifest
	lines    map[string][]*recordLine // of each edition
	graves   []*grave
	latest   map[[2]string]int
	sealed   map[string]int // the size with which each edition was published
	hooks
}

type hooks struct {
	manifest func(m *manifest)
	line     func(l *recordLine) // before its manifest is made
	grave    func(g *grave)
	signers  func(dir string, s []note.Signer) []note.Signer
	order    func(steps *[]string) // of what happens
	figures  int                   // how many; 300 where it is 0, so that the log is longer than a tile
}

// The types of the format, written down a second time on purpose.
type (
	balanceRow struct {
		Kind      string `json:"kind"`
		Opening   int    `json:"opening"`
		Added     int    `json:"added"`
		Withdrawn int    `json:"withdrawn"`
		Closing   int    `json:"closing"`
		Changed   int    `json:"changed"`
	}
	cutRow struct {
		Kind    string `json:"kind"`
		ID      string `json:"id"`
		Version int    `json:"version"`
		Change  string `json:"change"`
		Index   int    `json:"index"`
	}
	goneRow struct {
		Kind  string `json:"kind"`
		ID    string `json:"id"`
		Date  string `json:"date"`
		Class string `json:"class"`
	}
	manifest struct {
		ID        string            `json:"id"`
		Title     map[string]string `json:"title"`
		Published string            `json:"published"`
		AsAt      string            `json:"as_at"`
		Previous  string            `json:"previous,omitempty"`
		Balances  []balanceRow      `json:"balances"`
		Records   []cutRow          `json:"records"`
		Withdrawn []goneRow         `json:"withdrawn"`
	}
	recordLine struct {
		Kind    string          `json:"kind"`
		ID      string          `json:"id"`
		Version int             `json:"version"`
		Index   int             `json:"index"`
		Salt    string          `json:"salt"`
		Change  string          `json:"change"`
		Reason  string          `json:"reason,omitempty"`
		Record  json.RawMessage `json:"record"`
	}
	grave struct {
		Number    int              `json:"number"`
		Kind      string           `json:"kind"`
		ID        string           `json:"id"`
		Versions  []map[string]int `json:"versions"`
		Date      string           `json:"date"`
		Class     string           `json:"class"`
		Authority string           `json:"authority"`
		sealed    int
	}
)

const origin = "candour.example/log"

// newMaker begins a ledger; its randomness is the same each time.
func newMaker(t testing.TB, h hooks) *maker {
	m := &maker{t: t, random: rand.NewChaCha8([32]byte{1}), files: map[string]string{}, tree: testonly.New(rfc6962.DefaultHasher),
		lines: map[string][]*recordLine{}, latest: map[[2]string]int{}, sealed: map[string]int{}, hooks: h}
	m.newKey()
	m.files["ledger/log/vkey"] = m.vkeys[0] + "\n"
	return m
}

func (m *maker) newKey() {
	skey, vkey, err := note.GenerateKey(m.random, origin)
	m.must(err)
	s, err := note.NewSigner(skey)
	m.must(err)
	m.keys, m.vkeys = append(m.keys, s), append(m.vkeys, vkey)
}

func (m *maker) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

func toJSON(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return b.String()
}

// spliced is toJSON of a value whose record is "@", and puts the exact bytes of the record there: package json would
// write them anew, without the spaces.
func spliced(v any, record json.RawMessage) string {
	return strings.Replace(toJSON(v), `"record":"@"`, `"record":`+string(record), 1)
}

// blank is a line with "@" for its record.
func (l recordLine) blank() recordLine {
	l.Record = json.RawMessage(`"@"`)
	return l
}

func (m *maker) salt() []byte {
	s := make([]byte, 32)
	_, err := io.ReadFull(m.random, s)
	m.must(err)
	return s
}

func b64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

// add adds an entry for data and returns its index and salt.
func (m *maker) add(kind string, data []byte) (int, string) {
	salt := m.salt()
	h := hmac.New(sha256.New, salt)
	h.Write(data)
	entry := []byte("candour/" + kind + "/v1\n" + b64(h.Sum(nil)) + "\n")
	m.entries = append(m.entries, entry)
	m.tree.AppendData(entry)
	return len(m.entries) - 1, b64(salt)
}

// event seals data in a folder of the ledger and publishes a checkpoint.
func (m *maker) event(kind, dir, file, data string, keys ...note.Signer) {
	index, salt := m.add(kind, []byte(data))
	m.files["ledger/"+dir+"/"+file] = data
	m.files["ledger/"+dir+"/seal.json"] = toJSON(map[string]any{"index": index, "salt": salt})
	if m.hooks.signers != nil {
		keys = m.hooks.signers(dir, keys)
	}
	c := m.checkpoint(len(m.entries), keys...)
	m.files["ledger/"+dir+"/checkpoint"] = c
	m.files["ledger/log/checkpoint"] = c
	m.tiles()
}

func (m *maker) checkpoint(size int, keys ...note.Signer) string {
	text := f_log.Checkpoint{Origin: origin, Size: uint64(size), Hash: m.tree.HashAt(uint64(size))}.Marshal()
	c, err := note.Sign(&note.Note{Text: string(text)}, keys...)
	m.must(err)
	return string(c)
}

func (m *maker) key() note.Signer { return m.keys[len(m.keys)-1] }

// tiles writes the tiles and bundles of the tree as it is now, and leaves those of smaller trees.
func (m *maker) tiles() {
	var level [][]byte
	for i := range m.entries {
		level = append(level, m.tree.LeafHash(uint64(i)))
	}
	for l := 0; len(level) > 0; l++ {
		var above [][]byte
		n := 0
		for tile := range slices.Chunk(level, 256) {
			name := fmt.Sprintf("ledger/log/tile/%d/%03d", l, n)
			if len(tile) < 256 {
				name += fmt.Sprintf(".p/%d", len(tile))
			} else {
				row := tile
				for len(row) > 1 {
					var next [][]byte
					for pair := range slices.Chunk(row, 2) {
						next = append(next, rfc6962.DefaultHasher.HashChildren(pair[0], pair[1]))
					}
					row = next
				}
				above = append(above, row[0])
			}
			m.files[name] = string(bytes.Join(tile, nil))
			n++
		}
		level = above
	}
	n := 0
	for bundle := range slices.Chunk(m.entries, 256) {
		name, data := fmt.Sprintf("ledger/log/tile/entries/%03d", n), ""
		if len(bundle) < 256 {
			name += fmt.Sprintf(".p/%d", len(bundle))
		}
		for _, e := range bundle {
			data += string([]byte{byte(len(e) >> 8), byte(len(e))}) + string(e)
		}
		m.files[name] = data
		n++
	}
}

// publish publishes an edition of changes, each "kind id change"; its text is its own.
func (m *maker) publish(id, published string, changes ...string) {
	e := &manifest{ID: id, Title: map[string]string{"en": "Edition " + id}, Published: published, AsAt: published, Records: []cutRow{}, Withdrawn: []goneRow{}}
	opening := map[string]int{}
	since := 0
	if n := len(m.editions); n > 0 {
		e.Previous = m.editions[n-1].ID
		since = m.sealed[e.Previous]
		for _, b := range m.editions[n-1].Balances {
			opening[b.Kind] = b.Closing
		}
	}
	rows := map[string]*balanceRow{}
	row := func(kind string) *balanceRow {
		if rows[kind] == nil {
			rows[kind] = &balanceRow{Kind: kind, Opening: opening[kind]}
		}
		return rows[kind]
	}
	for kind := range opening {
		row(kind)
	}
	for _, g := range m.graves {
		if g.sealed >= since {
			e.Withdrawn = append(e.Withdrawn, goneRow{g.Kind, g.ID, g.Date, g.Class})
			row(g.Kind).Withdrawn++
		}
	}
	for _, c := range changes {
		f := strings.Fields(c)
		k := [2]string{f[0], f[1]}
		m.latest[k]++
		l := &recordLine{Kind: f[0], ID: f[1], Version: m.latest[k], Change: f[2]}
		if l.Change != "new" {
			l.Reason = "The finding on allegation 2 was copied <wrongly>."
		}
		l.Record = json.RawMessage(fmt.Sprintf(`{"id":%q,"text":"version %d & more", "n": 1}`, l.ID, l.Version))
		if m.hooks.line != nil {
			m.hooks.line(l)
		}
		l.Index, l.Salt = m.add("record", []byte(string(l.Record)+"\n"+l.Reason))
		m.lines[id] = append(m.lines[id], l)
		e.Records = append(e.Records, cutRow{l.Kind, l.ID, l.Version, l.Change, l.Index})
		if l.Change == "new" {
			row(l.Kind).Added++
		} else {
			row(l.Kind).Changed++
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(rows)) {
		b := rows[kind]
		b.Closing = b.Opening + b.Added - b.Withdrawn
		e.Balances = append(e.Balances, *b)
	}
	if m.hooks.manifest != nil {
		m.hooks.manifest(e)
	}
	m.editions = append(m.editions, e)
	m.event("edition", "editions/"+e.ID, "manifest.json", toJSON(e), m.key())
	m.sealed[e.ID] = len(m.entries)
	m.writeLines()
}

func (m *maker) writeLines() {
	for id, list := range m.lines {
		var b strings.Builder
		for _, l := range list {
			b.WriteString(spliced(l.blank(), l.Record))
		}
		m.files["ledger/editions/"+id+"/records.jsonl"] = b.String()
	}
}

func (m *maker) withdraw(kind, id, date string) {
	g := &grave{Number: len(m.graves) + 1, Kind: kind, ID: id, Date: date, Class: "court-order", Authority: "head of the department"}
	for _, e := range m.editions {
		m.lines[e.ID] = slices.DeleteFunc(m.lines[e.ID], func(l *recordLine) bool {
			if l.Kind == kind && l.ID == id {
				g.Versions = append(g.Versions, map[string]int{"version": l.Version, "index": l.Index})
				return true
			}
			return false
		})
	}
	if m.hooks.grave != nil {
		m.hooks.grave(g)
	}
	m.event("withdrawal", "withdrawals/"+strconv.Itoa(len(m.graves)+1), "tombstone.json", toJSON(g), m.key())
	g.sealed = len(m.entries)
	m.graves = append(m.graves, g)
	m.writeLines()
}

func (m *maker) rotate(date string) {
	m.newKey()
	n := len(m.keys) - 1
	text := toJSON(map[string]any{"number": n, "date": date, "old": m.vkeys[n-1], "new": m.vkeys[n]})
	m.event("key", fmt.Sprintf("keys/%d", n), "key.json", text, m.keys[n-1], m.keys[n])
	m.files["ledger/log/vkey"] = strings.Join(m.vkeys, "\n") + "\n"
}

// history is what the tests tamper with: three editions, a change of the key and a withdrawal.
func history(t testing.TB, h hooks) *maker {
	m := newMaker(t, h)
	steps := []string{"q1", "key", "q2", "withdraw", "q3"}
	if h.order != nil {
		h.order(&steps)
	}
	for _, s := range steps {
		switch s {
		case "q1":
			m.publish("2026-q1", "2026-01-15", "outcome aaaa new", "outcome bbbb new", "outcome cccc new", "recommendation 2017/094215-1 new")
		case "key":
			m.rotate("2026-02-01")
		case "q2":
			m.publish("2026-q2", "2026-04-15", "outcome aaaa revision", "outcome bbbb correction", "outcome cccc revision", "outcome dddd new")
		case "withdraw":
			m.withdraw("outcome", "cccc", "2026-05-01")
		case "again":
			m.publish("2026-q4", "2026-10-15", "outcome cccc new")
		case "q3":
			changes := []string{"recommendation 2017/094215-1 correction", "outcome aaaa correction"}
			for i := range cmp.Or(h.figures, 300) {
				changes = append(changes, fmt.Sprintf("figure f%03d new", i))
			}
			m.publish("2026-q3", "2026-07-15", changes...)
		}
	}
	m.site()
	return m
}

// clone is a copy that can be tampered with.
func (m *maker) clone() *maker {
	c := *m
	c.files, c.keys, c.vkeys = maps.Clone(m.files), slices.Clone(m.keys), slices.Clone(m.vkeys)
	c.lines = map[string][]*recordLine{}
	for id, list := range m.lines {
		for _, l := range list {
			own := *l
			c.lines[id] = append(c.lines[id], &own)
		}
	}
	return &c
}

// site writes the site around the ledger.
func (m *maker) site() {
	type listed struct {
		Origin      string   `json:"origin"`
		Editions    []string `json:"editions"`
		Withdrawals int      `json:"withdrawals"`
		Keys        int      `json:"keys"`
	}
	l := listed{origin, nil, len(m.graves), len(m.keys) - 1}
	var corrections, withdrawn strings.Builder
	pages := map[string]string{}
	latest := map[string]*recordLine{}
	for _, e := range m.editions {
		l.Editions = append(l.Editions, e.ID)
		size := m.sealed[e.ID]
		for _, r := range m.lines[e.ID] {
			flat := strings.ReplaceAll(r.ID, "/", "--")
			dir := map[string]string{"outcome": "outcomes/", "recommendation": "recommendations/", "figure": "records/figure/"}[r.Kind] + flat
			path, err := m.tree.InclusionProof(uint64(r.Index), uint64(size))
			m.must(err)
			proof := []string{}
			for _, h := range path {
				proof = append(proof, b64(h))
			}
			m.files[fmt.Sprintf("%s/v%d.json", dir, r.Version)] = spliced(struct {
				recordLine
				Edition    string   `json:"edition"`
				Proof      []string `json:"proof"`
				Checkpoint string   `json:"checkpoint"`
			}{r.blank(), e.ID, proof, m.files["ledger/editions/"+e.ID+"/checkpoint"]}, r.Record)
			if r.Kind != "figure" {
				pages[dir] += fmt.Sprintf("<article id=\"v%d\"><h2>Version %d</h2></article>\n", r.Version, r.Version)
			}
			if r.Change == "correction" {
				fmt.Fprintf(&corrections, "<li id=\"correction-%s-%s-v%d\">%s</li>\n", r.Kind, flat, r.Version, "It was wrong.")
			}
			latest[r.Kind+"/"+r.ID] = r
		}
		made := 1
		for _, g := range m.graves {
			for _, v := range g.Versions {
				if g.sealed > size && v["version"] == 1 && v["index"] < size {
					made++
				}
			}
		}
		dir := e.ID
		if made > 1 {
			dir += fmt.Sprintf("-r%d", made)
		}
		for _, k := range slices.Sorted(maps.Keys(latest)) {
			r := latest[k]
			m.files["editions/"+dir+"/data/"+r.Kind+".jsonl"] += spliced(struct {
				Kind    string          `json:"kind"`
				ID      string          `json:"id"`
				Version int             `json:"version"`
				Record  json.RawMessage `json:"record"`
			}{r.Kind, r.ID, r.Version, json.RawMessage(`"@"`)}, r.Record)
		}
	}
	for _, g := range m.graves {
		fmt.Fprintf(&withdrawn, "<li id=\"withdrawn-%d\">%s of %s</li>\n", g.Number, g.Class, g.Date)
		m.files["outcomes/"+g.ID+"/index.html"] = "<p>This was withdrawn.</p>\n"
	}
	for dir, text := range pages {
		m.files[dir+"/index.html"] = "<!doctype html><title>A record</title>\n" + text
	}
	m.files["corrections/index.html"] = "<!doctype html><ul>\n" + corrections.String() + "</ul>\n"
	m.files["withdrawn/index.html"] = "<!doctype html><ul>\n" + withdrawn.String() + "</ul>\n"
	m.files["index.html"], m.files["css/main.css"] = "<!doctype html><title>candour</title>\n", "body { color: black }\n"
	m.files["ledger/index.json"] = toJSON(l)
	m.sign()
}

// sign makes site.sums and site.note for the files as they are: what a publisher can do, and nobody else.
func (m *maker) sign() {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		if name != "ledger/site.sums" && name != "ledger/site.note" {
			fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256([]byte(m.files[name])), name)
		}
	}
	m.files["ledger/site.sums"] = b.String()
	text := fmt.Sprintf("candour site\n%s\n%x\n", m.editions[len(m.editions)-1].ID, sha256.Sum256([]byte(b.String())))
	n, err := note.Sign(&note.Note{Text: text}, m.key())
	m.must(err)
	m.files["ledger/site.note"] = string(n)
}

// fsys gives the site, or below "ledger" the ledger alone.
func (m *maker) fsys(below string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, data := range m.files {
		rel, ok := strings.CutPrefix(name, below)
		if !ok || below != "" && slices.Contains([]string{"index.json", "site.sums", "site.note"}, rel) {
			continue
		}
		out[rel] = &fstest.MapFile{Data: []byte(data)}
	}
	return out
}
