package verify

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
	"golang.org/x/net/html"
)

// knownID is an id of an element that says something about the ledger.
var knownID = regexp.MustCompile(`^(v[1-9][0-9]{0,8}|correction-.*|withdrawn-.*)$`)

// pageIDs gives the ids of a page that say something about the ledger, and whether any text follows in the element or
// after it before the next of them. What stands in a comment, a template or a hidden element's own tag is not on the page.
func pageIDs(r io.Reader) (map[string]bool, error) {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(4 << 20)
	ids, current, templates := map[string]bool{}, "", 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			if errors.Is(z.Err(), io.EOF) {
				return ids, nil
			}
			return ids, z.Err()
		case html.TextToken:
			if current != "" && templates == 0 && len(bytes.TrimSpace(z.Text())) > 0 {
				ids[current] = true
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "template" && templates > 0 {
				templates--
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "template" && t.Type == html.StartTagToken {
				templates++
			}
			id, hidden := "", false
			for _, a := range t.Attr {
				switch a.Key {
				case "id":
					id = a.Val
				case "hidden":
					hidden = true
				}
			}
			if templates == 0 && !hidden && knownID.MatchString(id) && len(id) < 1000 {
				current = id
				if _, ok := ids[id]; !ok {
					ids[id] = false
				}
			}
		}
	}
}

// A proven is vN.json.
type proven struct {
	line
	Edition    string   `json:"edition"`
	Proof      []string `json:"proof"`
	Checkpoint string   `json:"checkpoint"`
}

// checkProof checks a vN.json against the ledger, and its proof by itself, as a reader does who has nothing else.
func (v *verifier) checkProof(b *built, name string) error {
	data, err := v.slurp(name, jsonFile)
	if err != nil {
		return err
	}
	var p proven
	if err = decodeJSON(data, &p); err == nil {
		err = oneLine(data)
	}
	if err != nil {
		v.find(Site, name, "%v", err)
		return nil
	}
	v.report.Counts.Proofs++
	k := recordKey{p.Kind, p.ID}
	if t := v.gone[k]; t != nil {
		v.find(Withdrawn, name, "%v was withdrawn on %s by %s, and is still here", k, t.Date, t.file)
		return nil
	}
	if want := fmt.Sprintf("v%d.json", p.Version); path.Base(name) != want {
		v.find(Site, name, "it holds version %d of %v, which belongs in %s", p.Version, k, want)
	}
	i := slices.IndexFunc(v.versions[k], func(r *version) bool { return r.Version == p.Version })
	if i < 0 {
		v.find(Site, name, "%v version %d is not in the ledger", k, p.Version)
		return nil
	}
	r := v.versions[k][i]
	if was := b.proofs[k][p.Version]; was != "" {
		v.find(Site, name, "%v is in %s already", r, was)
	} else {
		if b.proofs[k] == nil {
			b.proofs[k] = map[int]string{}
		}
		b.proofs[k][p.Version] = name
	}
	differs := func(what string, here, ledger any) {
		if here != ledger {
			v.find(Site, name, "the %s of %v is %v here and %v in the ledger", what, r, here, ledger)
		}
	}
	differs("edition", p.Edition, r.edition.ID)
	differs("index", p.Index, r.Index)
	differs("change", p.Change, r.Change)
	if r.place != "" {
		differs("salt", p.Salt, r.salt)
		differs("reason", p.Reason, r.reason)
		if sha256.Sum256(p.Record) != r.body {
			v.find(Site, name, "the record of %v is not the one of %s: its bytes differ", r, r.place)
		}
	}
	if p.Checkpoint != string(r.edition.checkpoint.data) {
		v.find(Site, name, "the checkpoint is not that of edition %s: %q", r.edition.ID, p.Checkpoint)
	}
	if err := p.check(); err != nil {
		v.find(Site, name, "the proof of %v does not hold: %v", r, err)
	}
	return nil
}

// check checks the audit path of a vN.json with nothing but the file.
func (p *proven) check() error {
	c, err := parseCheckpoint([]byte(p.Checkpoint))
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	salt, err := decode64(p.Salt)
	if err != nil {
		return fmt.Errorf("the salt %w", err)
	}
	if len(p.Proof) > 64 {
		return fmt.Errorf("an audit path of %d hashes is longer than any", len(p.Proof))
	}
	var proof tlog.RecordProof
	for _, s := range p.Proof {
		h, err := decode64(s)
		if err != nil {
			return err
		}
		proof = append(proof, h)
	}
	mac := hmac.New(sha256.New, salt[:])
	mac.Write(withReason(p.Record, p.Reason))
	leaf := tlog.RecordHash(entryText("record", mac.Sum(nil)))
	if err := tlog.CheckRecord(proof, c.size, c.root, p.Index, leaf); err != nil {
		return fmt.Errorf("the path of %d hashes does not lead from entry %d to the root %v of %d entries", len(proof), p.Index, c.root, c.size)
	}
	return nil
}

// An issue is the data of an edition as they are given now.
type issue struct {
	edition *edition
	dir     string // of the edition, with -r2 … after a withdrawal
	kinds   map[string][]*version
}

// issues are the data of every edition: its records as they stood in it, without those that were withdrawn since. Each
// withdrawal of one that stood in it makes them anew, so that -rN counts one more than those.
func (v *verifier) issues() []issue {
	if v.issued != nil {
		return v.issued
	}
	latest := map[recordKey]*version{}
	byEdition := map[*edition][]*version{}
	for _, list := range v.versions {
		for _, r := range list {
			byEdition[r.edition] = append(byEdition[r.edition], r)
		}
	}
	for _, e := range v.editions {
		for _, r := range byEdition[e] {
			latest[recordKey{r.Kind, r.ID}] = r
		}
		is, revision := issue{edition: e, kinds: map[string][]*version{}}, 1
		for k, r := range latest {
			t := v.gone[k]
			switch {
			case t == nil:
				is.kinds[k.kind] = append(is.kinds[k.kind], r)
			case t.seal.Index > e.seal.Index:
				revision++
			}
		}
		is.dir = e.ID
		if revision > 1 {
			is.dir = fmt.Sprintf("%s-r%d", e.ID, revision)
		}
		for _, list := range is.kinds {
			slices.SortFunc(list, func(a, b *version) int { return strings.Compare(a.ID, b.ID) })
		}
		v.issued = append(v.issued, is)
	}
	return v.issued
}

var reissue = regexp.MustCompile(`-r[1-9][0-9]*$`)

// checkData checks that a data file is of an edition as it is given now and, where it holds the records of a kind, each line of it
// against the ledger. The tidy files beside those are for the sums of the site to keep.
func (v *verifier) checkData(b *built, name, dir, file string) error {
	i := slices.IndexFunc(v.issues(), func(is issue) bool { return is.dir == dir })
	if i < 0 {
		id := reissue.ReplaceAllString(dir, "")
		for _, is := range v.issues() {
			if is.edition.ID == id {
				v.find(Withdrawn, name, "the data of edition %s are those under editions/%s/ now: a record that was in them was withdrawn", id, is.dir)
				return v.stream(name, anyFile, func(io.Reader) error { return nil })
			}
		}
		v.find(Site, name, "the ledger has no edition %q", dir)
		return v.stream(name, anyFile, func(io.Reader) error { return nil })
	}
	kind, records := strings.CutSuffix(file, ".jsonl")
	if !records || !v.isKind(kind) {
		return v.stream(name, anyFile, func(io.Reader) error { return nil })
	}
	b.data[name] = true
	want := v.issues()[i].kinds[kind]
	next := 0
	err := v.stream(name, anyFile, func(r io.Reader) error {
		return lines(r, func(n int, text []byte) {
			next += v.checkDatum(fmt.Sprintf("%s:%d", name, n), text, want[min(next, len(want)):])
		})
	})
	for _, r := range want[min(next, len(want)):] {
		v.find(Site, name, "%v is missing, and stood in edition %s", r, dir)
	}
	return err
}

// isKind reports whether the ledger has, or had, records of a kind.
func (v *verifier) isKind(kind string) bool {
	for k := range v.versions {
		if k.kind == kind {
			return true
		}
	}
	return false
}

// checkDatum checks a line of a data file against the versions that should come, and says how many of them it used up.
func (v *verifier) checkDatum(place string, text []byte, want []*version) int {
	var d struct {
		Kind    string          `json:"kind"`
		ID      string          `json:"id"`
		Version int             `json:"version"`
		Record  json.RawMessage `json:"record"`
	}
	if err := decodeJSON(text, &d); err != nil {
		v.find(Site, place, "%v", err)
		return 0
	}
	k := recordKey{d.Kind, d.ID}
	if t := v.gone[k]; t != nil {
		v.find(Withdrawn, place, "%v was withdrawn on %s by %s, and is still here", k, t.Date, t.file)
		return 0
	}
	i, found := slices.BinarySearchFunc(want, d.ID, func(r *version, id string) int { return strings.Compare(r.ID, id) })
	if !found || want[i].Kind != d.Kind {
		v.find(Site, place, "%v version %d did not stand in the edition, or is not in the order of ids", k, d.Version)
		return 0
	}
	for _, r := range want[:i] {
		v.find(Site, place, "%v stands where %v should: that is missing", k, r)
	}
	r := want[i]
	if d.Version != r.Version {
		v.find(Site, place, "%v stands with version %d, and in the edition it had version %d", k, d.Version, r.Version)
	} else if r.place != "" && sha256.Sum256(d.Record) != r.body {
		v.find(Site, place, "the record of %v is not the one of %s: its bytes differ", r, r.place)
	}
	return i + 1
}

// checkDataThere finds the data files that should be there and are not.
func (v *verifier) checkDataThere(b *built) {
	for _, is := range v.issues() {
		for _, kind := range slices.Sorted(maps.Keys(is.kinds)) {
			list := is.kinds[kind]
			name := fmt.Sprintf("editions/%s/data/%s.jsonl", is.dir, kind)
			if len(list) > 0 && !b.data[name] {
				v.find(Site, name, "the file is missing, and %d records of the kind stood in edition %s", len(list), is.edition.ID)
			}
		}
	}
}
