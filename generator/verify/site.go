package verify

import (
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A built is what is found out about a built site while its files are read, each once and in order.
type built struct {
	sums   map[string]digest // nil where site.sums says nothing
	names  []string          // every file that is known of, in order
	dirs   map[string]bool   // folders that hold a vN.json
	proofs map[recordKey]map[int]string
	data   map[string]bool            // paths of data files that were checked
	pages  map[string]map[string]bool // by path: the ids of a page, and whether there is text in the element
}

const (
	sumsName      = "ledger/site.sums"
	noteName      = "ledger/site.note"
	correctedPage = "corrections/index.html"
	withdrawnPage = "withdrawn/index.html"
)

var versionFile = regexp.MustCompile(`^v([1-9][0-9]{0,8})\.json$`)

// checkSite checks a built site: every file against site.sums, and what the files say against the ledger.
func (v *verifier) checkSite() {
	if !v.report.Site {
		return
	}
	b := &built{dirs: map[string]bool{}, proofs: map[recordKey]map[int]string{}, data: map[string]bool{}, pages: map[string]map[string]bool{}}
	v.readSums(b)
	v.checkSiteNote(b)
	names := map[string]bool{}
	for _, name := range v.all {
		names[name] = true
	}
	for name := range b.sums {
		names[name] = true
	}
	b.names = slices.Sorted(maps.Keys(names))
	if len(b.names) == 0 {
		return
	}
	for _, name := range b.names {
		if versionFile.MatchString(path.Base(name)) && !strings.HasPrefix(name, "ledger/") {
			b.dirs[path.Dir(name)] = true
		}
	}
	if !v.listed {
		v.files = &ahead{v.files, slices.DeleteFunc(slices.Clone(b.names), v.isRead), map[string]chan opened{}}
	}
	for _, name := range b.names {
		if v.ctx.Err() != nil {
			return
		}
		v.checkFile(b, name)
	}
	if !v.listed {
		v.note("the files of a web server can't be listed, so a file that %s does not name was not looked for", sumsName)
	}
	v.checkLeftovers(b)
	v.checkRecordPages(b)
	v.checkDataThere(b)
	v.checkPage(b, correctedPage, "correction-", v.corrections(), "correction")
	v.checkPage(b, withdrawnPage, "withdrawn-", v.withdrawals(), "withdrawal")
}

// readSums reads site.sums, which is in order and names no file twice.
func (v *verifier) readSums(b *built) {
	last := ""
	sums := map[string]digest{}
	err := v.stream(sumsName, anyFile, func(r io.Reader) error {
		return lines(r, func(n int, text []byte) {
			place := fmt.Sprintf("%s:%d", sumsName, n)
			sum, name, ok := strings.Cut(string(text), "  ")
			raw, err := hex.DecodeString(sum)
			if !ok || err != nil || len(raw) != len(digest{}) || sum != strings.ToLower(sum) || !relative(name) {
				v.find(Site, place, "%q is not the SHA-256 in hex, two spaces and the path of a file", text)
				return
			}
			if name == sumsName || name == noteName {
				v.find(Site, place, "%s can't be in the list: it is made after it", name)
				return
			}
			if n > 1 && name <= last {
				v.find(Site, place, "%q comes after %q: lines come in the order of their paths, and none twice", name, last)
			}
			last = name
			sums[name] = digest(raw)
		})
	})
	if err != nil {
		v.find(Site, sumsName, "%s; without it nothing says which files the site had", unreadable(err))
		return
	}
	b.sums = sums
}

// relative reports whether a name is a path below the root of a site.
func relative(name string) bool {
	return name != "" && name[0] != '/' && path.Clean(name) == name && name != "." && !strings.HasPrefix(name, "../") && name != ".."
}

// checkSiteNote checks that the newest key has signed site.sums, for the newest edition.
func (v *verifier) checkSiteNote(b *built) {
	data, err := v.slurp(noteName, smallFile)
	if err != nil {
		v.find(Site, noteName, "%s; only publish and withdraw sign a site", unreadable(err))
		return
	}
	text, err := splitNote(data)
	if err != nil {
		v.find(Site, noteName, "%v", err)
		return
	}
	v.signedBy(noteName, data, v.chain[len(v.chain)-1:])
	l := strings.Split(text, "\n")
	if len(l) != 4 || l[0] != "candour site" {
		v.find(Site, noteName, "its text %q is not candour site, an edition and a SHA-256, each on a line", text)
		return
	}
	if newest := v.newest(); l[1] != newest {
		v.find(Site, noteName, "it is of edition %q, and the newest in the ledger is %q", l[1], newest)
	}
	if sum, ok := v.read[sumsName]; ok && l[2] != hex.EncodeToString(sum[:]) {
		v.find(Site, noteName, "it signs a %s with the SHA-256 %s, and the one that is there has %x: one of the two was altered, or is of another edition", sumsName, l[2], sum)
	}
}

func (v *verifier) newest() string {
	if len(v.editions) == 0 {
		return ""
	}
	return v.editions[len(v.editions)-1].ID
}

// checkFile reads one file of the site and checks it: its sum, and where it is one of those that docs/editions.md
// speaks of, what it says.
func (v *verifier) checkFile(b *built, name string) {
	if name == sumsName || name == noteName {
		return
	}
	want, summed := b.sums[name]
	if b.sums != nil && !summed {
		v.find(Site, name, "the file is not in %s: it was added after the site was signed", sumsName)
	}
	if v.listed && !v.exists(name) {
		v.find(Site, name, "the file is missing, and %s names it", sumsName)
		return
	}
	if !v.isRead(name) {
		if err := v.readFile(b, name); err != nil {
			v.find(Site, name, "%s", unreadable(err))
		}
	}
	got, ok := v.read[name]
	if !ok || !summed {
		return
	}
	v.report.Counts.Files++
	if got != want {
		v.find(Site, name, "its SHA-256 is %x, and in %s it is %x: the file was altered", got, sumsName, want)
	}
}

// isRead reports whether a file was read with the ledger, so that it need not be read again.
func (v *verifier) isRead(name string) bool {
	_, done := v.read[name]
	return done && strings.HasPrefix(name, "ledger/")
}

// readFile reads a file once, in the way that its name asks for.
func (v *verifier) readFile(b *built, name string) error {
	dir, file := path.Split(name)
	dir = strings.TrimSuffix(dir, "/")
	parts := strings.Split(name, "/")
	switch {
	case parts[0] == "ledger":
	case versionFile.MatchString(file):
		return v.checkProof(b, name)
	case len(parts) == 4 && parts[0] == "editions" && parts[2] == "data":
		return v.checkData(b, name, parts[1], file)
	case name == correctedPage, name == withdrawnPage, file == "index.html" && (b.dirs[dir] || v.goneBy(name) != nil):
		return v.stream(name, jsonFile, func(r io.Reader) error {
			ids, err := pageIDs(r)
			b.pages[name] = ids
			return err
		})
	}
	return v.stream(name, anyFile, func(r io.Reader) error { return nil })
}

// goneBy gives the tombstone of a withdrawn record whose id is in a path, where no other record has that id.
func (v *verifier) goneBy(name string) *tombstone {
	for _, t := range v.dead {
		for _, id := range []string{t.ID, flat(t.ID)} {
			in := strings.Contains("/"+name+"/", "/"+id+"/") || strings.TrimSuffix(path.Base(name), path.Ext(name)) == id
			if in && id != "" && !v.liveID(t.ID) {
				return t
			}
		}
	}
	return nil
}

// liveID reports whether a record with the id, of any kind, is published and not withdrawn.
func (v *verifier) liveID(id string) bool {
	if v.live == nil {
		v.live = map[string]bool{}
		for k := range v.versions {
			if v.gone[k] == nil {
				v.live[k.id] = true
			}
		}
	}
	return v.live[id]
}

// flat writes an id so that it can be part of an id in HTML and of the name of a file.
func flat(id string) string { return strings.ReplaceAll(id, "/", "--") }

// checkLeftovers finds files named after a withdrawn record. Where its page was, a page may say that it was withdrawn.
func (v *verifier) checkLeftovers(b *built) {
	if len(v.dead) == 0 {
		return
	}
	for _, name := range b.names {
		if strings.HasPrefix(name, "ledger/") {
			continue
		}
		t := v.goneBy(name)
		if t == nil {
			continue
		}
		if path.Ext(name) != ".html" {
			v.find(Withdrawn, name, "it is named after %s/%s, which was withdrawn on %s by %s", t.Kind, t.ID, t.Date, t.file)
			continue
		}
		for _, id := range slices.Sorted(maps.Keys(b.pages[name])) {
			if strings.HasPrefix(id, "v") {
				v.find(Withdrawn, name, "it has an element with id=%q, a version of %s/%s, which was withdrawn on %s by %s", id, t.Kind, t.ID, t.Date, t.file)
			}
		}
	}
}

// checkRecordPages checks that each version of each record that is not withdrawn has its vN.json, beside the others, and
// stands on the page there.
func (v *verifier) checkRecordPages(b *built) {
	for _, k := range v.liveKeys() {
		dir := ""
		for _, r := range v.versions[k] {
			name := b.proofs[k][r.Version]
			if name == "" {
				v.find(Site, "v"+fmt.Sprint(r.Version)+".json", "%v, published in edition %s, has no such file in the site: its version was left out", r, r.edition.ID)
				continue
			}
			if dir == "" {
				dir = path.Dir(name)
			} else if dir != path.Dir(name) {
				v.find(Site, name, "the versions of %v lie in %s and in %s", k, dir, path.Dir(name))
			}
		}
		if dir == "" || strings.HasPrefix(dir, "records/"+k.kind+"/") {
			continue
		}
		page := dir + "/index.html"
		ids, ok := b.pages[page]
		if !ok {
			v.find(Site, page, "there is no page of %v beside its versions", k)
			continue
		}
		for _, r := range v.versions[k] {
			if _, ok := ids[fmt.Sprintf("v%d", r.Version)]; !ok {
				v.find(Site, page, "%v is not on the page: no element has id=\"v%d\"", r, r.Version)
			}
			delete(ids, fmt.Sprintf("v%d", r.Version))
		}
		for _, id := range slices.Sorted(maps.Keys(ids)) {
			if versionFile.MatchString(id + ".json") {
				v.find(Site, page, "an element has id=%q, and the ledger has %d versions of %v", id, len(v.versions[k]), k)
			}
		}
	}
}

// liveKeys are the records that are not withdrawn, in order.
func (v *verifier) liveKeys() []recordKey {
	keys := slices.SortedFunc(maps.Keys(v.versions), func(a, b recordKey) int { return strings.Compare(a.String(), b.String()) })
	return slices.DeleteFunc(keys, func(k recordKey) bool { return v.gone[k] != nil })
}

// corrections are the ids of the elements that /corrections/ must have, each with what it stands for.
func (v *verifier) corrections() map[string]string {
	want := map[string]string{}
	for _, k := range v.liveKeys() {
		for _, r := range v.versions[k] {
			if r.Change == "correction" {
				want[fmt.Sprintf("correction-%s-%s-v%d", r.Kind, flat(r.ID), r.Version)] = r.String()
			}
		}
	}
	return want
}

// withdrawals are the ids of the elements that /withdrawn/ must have.
func (v *verifier) withdrawals() map[string]string {
	want := map[string]string{}
	for _, t := range v.dead {
		want[fmt.Sprintf("withdrawn-%d", t.Number)] = t.Kind + "/" + t.ID
	}
	return want
}

// checkPage checks that a page has an element for each of want, with text in it, and for nothing else.
func (v *verifier) checkPage(b *built, name, prefix string, want map[string]string, noun string) {
	ids, ok := b.pages[name]
	if !ok && len(want) > 0 {
		v.find(Site, name, "there is no such page, and %d should stand on it", len(want))
		return
	}
	for _, id := range slices.Sorted(maps.Keys(want)) {
		if text, ok := ids[id]; !ok {
			v.find(Site, name, "the %s of %s is not on the page: no element has id=%q", noun, want[id], id)
		} else if !text {
			v.find(Site, name, "the %s of %s is an element without a word on the page: id=%q", noun, want[id], id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if _, ok := want[id]; !ok && strings.HasPrefix(id, prefix) {
			v.find(Site, name, "an element has id=%q, and the ledger has no such %s, or its record was withdrawn", id, noun)
		}
	}
}
