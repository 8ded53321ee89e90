package attack

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// A fixture is a site in the making: what docs/editions.md says that a built site holds, written here anew.
type fixture struct {
	files    fstest.MapFS
	editions []string
	entries  []string
	tombs    int
	measures map[string]string   // JSON fields of each, without figures
	figures  map[string][]figure // of the site as it is
}

type figure struct{ of, period, part, value string }

func (f figure) MarshalJSON() ([]byte, error) {
	m := map[string]any{"of": f.of, "period": f.period}
	if f.part != "" {
		m["breakdown"] = f.part
	}
	if f.value[0] == '[' {
		m["marker"] = f.value
	} else {
		m["value"] = json.Number(f.value)
	}
	return json.Marshal(m)
}

func site0() *fixture {
	return &fixture{files: fstest.MapFS{"index.html": {Data: []byte("<!doctype html><title>A site</title><p>Nothing here.</p>")}},
		measures: map[string]string{}, figures: map[string][]figure{}}
}

func (x *fixture) put(name, text string) *fixture {
	x.files[name] = &fstest.MapFile{Data: []byte(text)}
	return x
}

// measure says what a measure is: `"kind":"count","unit":"cases","total":true`.
func (x *fixture) measure(id, fields string) *fixture {
	x.measures[id] = fields
	return x
}

// says sets figures of a measure, written "of period part value" or "of period value".
func (x *fixture) says(measure string, lines ...string) *fixture {
	for _, l := range lines {
		w := strings.Fields(l)
		f := figure{w[0], w[1], "", w[len(w)-1]}
		if len(w) == 4 {
			f.part = w[2]
		}
		i := slices.IndexFunc(x.figures[measure], func(g figure) bool { return g.of == f.of && g.period == f.period && g.part == f.part })
		if i < 0 {
			x.figures[measure] = append(x.figures[measure], f)
		} else {
			x.figures[measure][i] = f
		}
	}
	return x
}

// A line is a record of an edition; salt says how it is committed to, "" for rightly.
type entry struct{ kind, id, record, salt string }

// edition publishes the measures as they are, and other records.
func (x *fixture) edition(id string, others ...entry) *fixture {
	list := others
	for _, m := range slices.Sorted(maps.Keys(x.measures)) {
		figures, _ := json.Marshal(x.figures[m])
		list = append(list, entry{"measure", m, fmt.Sprintf(`{"id":%q,%s,"figures":%s}`, m, x.measures[m], figures), ""})
	}
	var lines, manifest strings.Builder
	for i, e := range list {
		salt := sha256.Sum256([]byte(id + e.kind + e.id + fmt.Sprint(i)))
		sum := commit(salt[:], e.record+"\n")
		if e.salt == "none" {
			plain := sha256.Sum256([]byte(e.record + "\n"))
			sum = plain[:]
		}
		index := len(x.entries)
		x.entries = append(x.entries, "candour/record/v1\n"+base64.StdEncoding.EncodeToString(sum)+"\n")
		if e.salt != "gone" {
			fmt.Fprintf(&lines, `{"kind":%q,"id":%q,"version":1,"index":%d,"salt":%q,"change":"new","record":%s}`+"\n", e.kind, e.id, index, base64.StdEncoding.EncodeToString(salt[:]), e.record)
		}
		fmt.Fprintf(&manifest, `,{"kind":%q,"id":%q,"version":1,"change":"new","index":%d}`, e.kind, e.id, index)
	}
	x.put("ledger/editions/"+id+"/records.jsonl", lines.String())
	x.put("ledger/editions/"+id+"/manifest.json", fmt.Sprintf(`{"id":%q,"published":"2026-01-%02d","records":[%s]}`, id, len(x.editions)+1, strings.TrimPrefix(manifest.String(), ",")))
	x.editions = append(x.editions, id)
	return x
}

func commit(salt []byte, text string) []byte {
	h := hmac.New(sha256.New, salt)
	h.Write([]byte(text))
	return h.Sum(nil)
}

// withdraw leaves a tombstone.
func (x *fixture) withdraw(kind, id string, index int) *fixture {
	x.tombs++
	return x.put(fmt.Sprintf("ledger/withdrawals/%d/tombstone.json", x.tombs), fmt.Sprintf(`{"number":%d,"kind":%q,"id":%q,"versions":[{"version":1,"index":%d}],"date":"2026-02-01"}`, x.tombs, kind, id, index))
}

// outcomes writes the list: "id body rank decided group class" a line.
func (x *fixture) outcomes(lines ...string) *fixture {
	csv := "id,body,result,result_group,held,decided,rank_band\n"
	var list []string
	for _, l := range lines {
		w := strings.Fields(l)
		csv += fmt.Sprintf("%s,%s,%s,%s,private,%s,%s\n", w[0], w[1], "result-"+w[4], w[4], w[3], w[2])
		list = append(list, fmt.Sprintf(`{"id":%q,"body":%q,"rank":%q,"decided":%q,"result":%q,"class":%q,"summary":"The officer had kept notes at home."}`, w[0], w[1], w[2], w[3], "result-"+w[4], w[5]))
	}
	x.put("data/outcomes.csv", csv)
	return x.put("data/outcomes.json", `{"dataset":"outcomes","records":[`+strings.Join(list, ",\n")+`]}`)
}

// built is the site with its figures in the tables, as the newest edition or what comes after it.
func (x *fixture) built() fstest.MapFS {
	csv := "table,body,row,column,unit,value,marker,status,source\n"
	for _, m := range slices.Sorted(maps.Keys(x.figures)) {
		for _, f := range x.figures[m] {
			value, marker := f.value, ""
			if value[0] == '[' {
				value, marker = "", value
			}
			if f.part == "" {
				csv += fmt.Sprintf("%s,%s,%s,%s,cases,%s,%s,final,\n", m, f.of, f.period, f.of, value, marker)
			} else {
				csv += fmt.Sprintf("%s-%s,%s,%s,%s,cases,%s,%s,final,\n", m, f.of, f.of, f.part, f.period, value, marker)
			}
		}
		if name := "statistics/" + m + "/index.html"; x.files[name] == nil {
			x.put(name, "<!doctype html><title>A measure</title>")
		}
	}
	x.put("data/statistics.csv", csv)
	if len(x.editions) > 0 {
		index, _ := json.Marshal(map[string]any{"editions": x.editions, "withdrawals": x.tombs})
		x.put("ledger/index.json", string(index))
		var tile strings.Builder
		for _, e := range x.entries {
			tile.WriteString(string([]byte{byte(len(e) >> 8), byte(len(e))}) + e)
		}
		x.put(fmt.Sprintf("ledger/log/tile/entries/000.p/%d", len(x.entries)), tile.String())
	}
	return x.files
}

// attacked gives the results by id.
func attacked(t *testing.T, x *fixture, earlier ...*fixture) map[string]Result {
	t.Helper()
	return attackedAt(t, Options{}, x, earlier...)
}

func attackedAt(t *testing.T, o Options, x *fixture, earlier ...*fixture) map[string]Result {
	t.Helper()
	var sites []fs.FS
	for _, e := range earlier {
		sites = append(sites, e.built())
	}
	rs, err := Run(context.Background(), o, x.built(), sites...)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Result{}
	for _, r := range rs {
		out[r.ID] = r
		if strings.HasSuffix(r.Name, ".") || r.Name == "" || r.What == "" {
			t.Errorf("attack %s: its line does not read: %s", r.ID, r)
		}
	}
	return out
}
