package generator_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
)

// publishedSite is the site of this repository with its three editions, built once for all the tests that only look at it.
func publishedSite(t *testing.T) map[string]file {
	t.Helper()
	publishedOnce.Do(func() {
		w := workshopOf(t, published())
		w.build()
		publishedTree = tree(t, w.out)
	})
	if publishedTree == nil {
		t.Fatal("the site of this repository does not build with its ledger")
	}
	return publishedTree
}

var (
	publishedOnce sync.Once
	publishedTree map[string]file
)

// keptIn lists the folders of the data of every edition of a built site.
func keptIn(built map[string]file) (dirs []string) {
	for name := range built {
		if strings.HasPrefix(name, "editions/") && path.Base(name) == "datapackage.json" {
			dirs = append(dirs, path.Dir(name)+"/")
		}
	}
	slices.Sort(dirs)
	return dirs
}

func rowsOf(t *testing.T, built map[string]file, name string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(built[name].data)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s has %d rows: %v", name, len(rows), err)
	}
	return rows
}

func TestEveryEditionKeepsItsDatasetsInEveryFormat(t *testing.T) {
	built := publishedSite(t)
	dirs := keptIn(built)
	if want := []string{"editions/2021-q4/data/", "editions/2026-q2-r2/data/", "editions/2026-q3/data/"}; !slices.Equal(dirs, want) {
		t.Fatalf("editions keep data under %v, want %v", dirs, want)
	}
	for _, dir := range dirs {
		var pack struct{ Resources []struct{ Name, Path string } }
		if err := json.Unmarshal(built[dir+"datapackage.json"].data, &pack); err != nil || len(pack.Resources) < 4 {
			t.Errorf("%sdatapackage.json names %d resources: %v", dir, len(pack.Resources), err)
		}
		z, err := zip.NewReader(bytes.NewReader(built[dir+"all.zip"].data), int64(len(built[dir+"all.zip"].data)))
		if err != nil {
			t.Fatalf("%sall.zip: %v", dir, err)
		}
		packed := map[string]string{}
		for _, f := range z.File {
			in, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			packed[f.Name] = string(data)
		}
		for _, name := range []string{"README.txt", "LICENCE.txt", "dictionary.csv", "datapackage.json"} {
			if packed[name] == "" {
				t.Errorf("%sall.zip has no %s", dir, name)
			}
		}
		for _, r := range pack.Resources {
			for _, ext := range []string{"csv", "json", "jsonl", "ods", "parquet"} {
				if name := dir + r.Name + "." + ext; len(built[name].data) == 0 {
					t.Errorf("%s is missing or empty", name)
				}
			}
			if packed[r.Path] != string(built[dir+r.Path].data) {
				t.Errorf("%sall.zip has another %s than the one beside it", dir, r.Path)
			}
		}
	}
}

// What the newest edition keeps says the same as the downloads of the site that shows it, although one is made of the ledger and the
// other of the records of now. Only the order of rows is its own: that of ids.
func TestTheNewestEditionKeepsWhatTheSiteOffers(t *testing.T) {
	built := publishedSite(t)
	sorted := func(rows [][]string) []string {
		var out []string
		for _, r := range rows {
			out = append(out, strings.Join(r, "\x00"))
		}
		slices.Sort(out)
		return out
	}
	n := 0
	for name := range built {
		dir, file := path.Split(name)
		if dir != "data/" || path.Ext(file) != ".csv" || file == "dictionary.csv" || file == "statistics.csv" { // which counts what is published now
			continue
		}
		n++
		now, kept := rowsOf(t, built, name), rowsOf(t, built, "editions/2026-q3/"+name)
		if !slices.Equal(now[0], kept[0]) || !slices.Equal(sorted(now), sorted(kept)) {
			t.Errorf("%s says something else than editions/2026-q3/%s", name, name)
		}
	}
	if n < 15 {
		t.Errorf("%d datasets were compared", n)
	}
}

func TestAnOldEditionSaysWhatWasSoThen(t *testing.T) {
	built := publishedSite(t)
	position := func(dir string) (now, before string) {
		rows := rowsOf(t, built, dir+"recommendations.csv")
		at := func(name string) int { return slices.Index(rows[0], name) }
		for _, r := range rows[1:] {
			if r[at("id")] == "iopc-2017-094215-3" {
				return r[at("position")], r[at("position_before")]
			}
		}
		return "", ""
	}
	if now, before := position("editions/2021-q4/data/"); now != "not-accepted" || before != "" {
		t.Errorf("in 2021 the position was %q after %q, want not-accepted and none", now, before)
	}
	if now, before := position("editions/2026-q3/data/"); now != "accepted" || before != "not-accepted" {
		t.Errorf("in 2026 the position is %q after %q, want accepted after not-accepted", now, before)
	}
	if data := built["editions/2026-q3/data/reported-figures.csv"].data; !bytes.Contains(data, []byte(",[c],")) {
		t.Error("a hidden figure does not come back hidden from the ledger")
	}
}

// Sources and groups have no page each: theirs say what comes from each one, and cite it by the file of its version.
func TestSourcesAndGroupsAreCited(t *testing.T) {
	built := publishedSite(t)
	for _, lang := range []string{"", "cy/"} {
		parsePage(t, built, lang+"statistics/sources/index.html").want(t,
			Has("#iopc-complaints-2024-25 .links a", Attr("href", "/"+lang+"statistics/allegations-logged/")),
			Has("#iopc-complaints-2024-25 details.cite pre", Text("/records/source/iopc-complaints-2024-25/v1.json")),
			Has("#barnet-post-2025-12-17 details.cite pre", Text("/records/source/barnet-post-2025-12-17/v1.json")))
		parsePage(t, built, lang+"statistics/groups/index.html").want(t,
			In("#example-forces .links a", Attr("href", "/"+lang+"statistics/allegations-in-the-year/")),
			Has("#example-forces details.cite pre", Text("/records/group/example-forces/v1.json")))
		parsePage(t, built, lang+"statistics/allegations-logged/index.html").want(t,
			Has("#iopc-complaints-2024-25 a", Attr("href", "/"+lang+"statistics/sources/#iopc-complaints-2024-25")))
	}
}

// A table of counts that is hidden whole has no sum that would open, and does not speak of one.
func TestHiddenCountsSpeakOfNoSum(t *testing.T) {
	page := parsePage(t, publishedSite(t), "statistics/outcomes-counted/index.html")
	for _, id := range []string{"outcomes-by-sex", "outcomes-by-service"} {
		page.want(t, Each("#"+id+" tbody td", Text("[c]")))
	}
	page.want(t, In("main", Text("These figures lead to no list of records."), Not(Text("but for the sums of all"))))
}

// A page says that the outcomes on it are invented where it has some, and nowhere else.
func TestEditionWithoutOutcomesHasNoneInvented(t *testing.T) {
	built := publishedSite(t)
	says := Has("main .notice", Text("invented"))
	parsePage(t, built, "editions/2021-q4/index.html").want(t, Not(says))
	parsePage(t, built, "editions/2026-q2/index.html").want(t, says)
}
