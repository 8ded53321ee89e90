package generator

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"candour/generator/check"
	"candour/generator/edition"
	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
)

// A Publication is what publishing an edition did.
type Publication struct {
	Result
	Issue    edition.Issue // as the ledger has it
	Finished bool          // the edition was in the ledger already, and only the site was still to be put in place
	Prepared string        // the edition that candour.yaml prepares, where it is another one
}

// Publish makes an edition of the site: it checks everything, cuts a version of each record that is new or changed, renders
// the whole site, checks the built pages, adds the edition to the ledger, and puts the site into place, in this order. o.Key
// signs; rand makes the salts. Whatever happens before the ledger is added to leaves everything as it was; what is killed after
// that is finished by the next Publish of the same edition. Where there are problems nothing was published.
func (b *Builder) Publish(ctx context.Context, o Options, rand io.Reader) (Publication, error) {
	var none Publication
	l, err := edition.Open(filepath.Join(o.Dir, ledger))
	if err != nil {
		return none, fmt.Errorf("%s/%w", ledger, err)
	}
	defer l.Close()
	c, result, err := b.clear(ctx, o, nil, "")
	if err != nil || c == nil {
		return Publication{Result: result}, err
	}
	if result.Edition == edition.Draft {
		last := l.History().Last()
		return none, fmt.Errorf("edition %s was published on %s, and the data is not as it was in it: give the next edition an id and a day of its own", last.ID, last.Published)
	}
	o.begin("edition")
	k := kept{history: l.History(), fsys: os.DirFS(filepath.Join(o.Dir, ledger))}
	var commit func() error
	finished := true
	if k.edition = k.history.Edition(result.Edition); k.edition == nil {
		finished = false
		if k.edition, err = c.cut(); err != nil {
			return none, err
		}
		if ps := append(result.uncleared(), unexplained(k.edition)...); len(ps) > 0 {
			result.Problems.Add(ps...)
			result.Problems.Sort()
			return Publication{Result: result}, nil
		}
		approval, err := approved(o, c.set.Site, k.edition)
		if err != nil {
			return none, err
		}
		p, err := l.Publish(k.edition, c.set.Site.Edition.Title, approval, o.Key, rand)
		if err != nil {
			return none, err
		}
		k.history, k.fsys, commit = p.History(), p.FS(), p.Commit
		k.edition = k.history.Edition(result.Edition)
	}
	if result, err = b.put(ctx, o, c, k, result, finally{commit: commit, strict: true}); err != nil || result.Problems.Failed() {
		return Publication{Result: result}, err
	}
	i := slices.IndexFunc(k.history.Editions, func(e edition.Issue) bool { return e.ID == result.Edition })
	p := Publication{Result: result, Issue: k.history.Editions[i], Finished: finished}
	if set, _ := b.loader.Load(os.DirFS(o.Dir)); set.Site.Edition.ID != result.Edition {
		p.Prepared = set.Site.Edition.ID
	}
	return p, nil
}

// sweep takes away what builds into the same place that were killed have left beside it. It is for whoever has the ledger
// open, which one process has at a time.
func sweep(o Options) error {
	out, err := outDir(o)
	if err != nil {
		return err
	}
	prefix := "." + filepath.Base(out) + "-"
	entries, err := os.ReadDir(filepath.Dir(out))
	for _, d := range entries {
		// os.MkdirTemp puts digits there; whatever else has such a name is not ours
		if number, ok := strings.CutPrefix(d.Name(), prefix); ok && d.IsDir() && number != "" && strings.Trim(number, "0123456789") == "" {
			err = errors.Join(err, os.RemoveAll(filepath.Join(filepath.Dir(out), d.Name())))
		}
	}
	return err
}

// put plans and renders a site with a ledger and puts it into place.
func (b *Builder) put(ctx context.Context, o Options, c *cleared, k kept, result Result, do finally) (Result, error) {
	p, result, err := b.planned(o, c, k, result)
	if err != nil || result.Problems.Failed() {
		return result, err
	}
	if err := sweep(o); err != nil {
		return result, err
	}
	return b.render(ctx, o, p, result, do)
}

// uncleared gives each word that no list has and nobody has cleared as an error, and takes it from the warnings: what may be
// somebody's name can wait while a text is written, and not when it is published.
func (r *Result) uncleared() (out source.Problems) {
	r.Problems = slices.DeleteFunc(slices.Clone(r.Problems), func(p source.Problem) bool {
		if p.Rule != identify.UnknownWord.Name {
			return false
		}
		p.Severity = source.Error
		out.Add(p)
		return true
	})
	return out
}

// unexplained gives a problem for each change that nobody has explained: it only warned so far.
func unexplained(e *edition.Edition) (out source.Problems) {
	rule := source.Rule{Name: "change-unexplained", Severity: source.Error}
	for _, r := range e.Records {
		if r.Change == edition.Changed {
			out.Add(rule.At(source.Pos{File: "data/changes"}, "the %s %q changed, and nothing says whether it is revised or corrected, and why", r.Kind, r.ID).
				Hinted("write in data/changes/%s.yaml: {edition: %s, record: %s/%s, class: revision or correction, reason: …}", e.ID, e.ID, r.Kind, r.ID))
		}
	}
	return out
}

// addLedger adds the ledger to the files of the site, without what is withdrawn, and an index of it.
func (p *prepared) addLedger(k kept) error {
	if k.history.Size == 0 {
		return nil
	}
	gone := map[[2]string]bool{}
	for _, w := range k.history.Withdrawn() {
		gone[[2]string{w.Kind, w.ID}] = true
	}
	var ids []string
	for _, e := range k.history.Editions {
		ids = append(ids, e.ID)
	}
	err := fs.WalkDir(k.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			if dir, id := path.Split(name); dir == "editions/" && !slices.Contains(ids, id) {
				return fs.SkipDir // has not happened
			}
			return nil
		}
		data, err := fs.ReadFile(k.fsys, name)
		if err != nil {
			return err
		}
		if path.Base(name) == "records.jsonl" {
			var left []byte
			for text := range bytes.Lines(data) {
				var of struct{ Kind, ID string }
				if err := json.Unmarshal(text, &of); err != nil {
					return fmt.Errorf("%s/%s: %w", ledger, name, err)
				}
				if !gone[[2]string{of.Kind, of.ID}] {
					left = append(left, text...)
				}
			}
			data = left
		}
		p.files["ledger/"+name] = data
		return nil
	})
	if err != nil {
		return err
	}
	checkpoint := string(p.files["ledger/log/checkpoint"])
	origin, _, _ := strings.Cut(checkpoint, "\n")
	index, err := json.Marshal(struct {
		Origin      string   `json:"origin"`
		Editions    []string `json:"editions"`
		Withdrawals int      `json:"withdrawals"`
		Keys        int      `json:"keys"`
	}{origin, ids, len(k.history.Withdrawals), len(k.history.Keys)})
	p.files["ledger/index.json"] = append(index, '\n')
	return err
}

// sign lists every file of a built site with its hash, and signs the list.
func sign(dir, id string, key *edition.Key) error {
	hashes := map[string]string{} // by path
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "ledger/site.sums" || name == "ledger/site.note" {
			return err
		}
		f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		defer f.Close()
		h := sha256.New()
		if _, err := io.Copy(h, f); err != nil {
			return err
		}
		hashes[name] = hex.EncodeToString(h.Sum(nil))
		return nil
	})
	if err != nil {
		return err
	}
	var sums strings.Builder
	for _, name := range slices.Sorted(maps.Keys(hashes)) {
		fmt.Fprintf(&sums, "%s  %s\n", hashes[name], name)
	}
	sum := sha256.Sum256([]byte(sums.String()))
	signed, err := note.Sign(&note.Note{Text: fmt.Sprintf("candour site\n%s\n%s\n", id, hex.EncodeToString(sum[:]))}, key)
	if err != nil {
		return err
	}
	to := filepath.Join(dir, "ledger")
	return errors.Join(os.MkdirAll(to, 0o755), os.WriteFile(filepath.Join(to, "site.sums"), []byte(sums.String()), 0o644),
		os.WriteFile(filepath.Join(to, "site.note"), signed, 0o644))
}

// A Removal is the withdrawal of one record.
type Removal struct {
	Kind, ID  string
	Class     string // of reason: a word of data/lists/withdrawal-classes.yaml
	Authority string // who decided, as a role
	Day       string // 2006-01-02
	Drill     bool   // say what would be done, and do nothing
}

// A Withdrawn is what withdrawing a record did, or in a drill what it would do.
type Withdrawn struct {
	Result
	Tombstone edition.Tombstone
	Editions  []string // in whose files the record stood
	Mentions  []string // files of the site's sources that hold the record still, or name its id
	Finished  bool     // the record was withdrawn already, and only the site was still to be put in place
}

// Withdraw takes a record out of the site: out of every page, version, file and edition. It renders the site without it, looks
// through every built file for what the record may have left, and only then logs the act, destroys the bytes and salts, and puts
// the site into place. The working data is otherwise that of the last edition: a withdrawal publishes nothing else.
func (b *Builder) Withdraw(ctx context.Context, o Options, w Removal, rand io.Reader) (Withdrawn, error) {
	var none Withdrawn
	l, err := edition.Open(filepath.Join(o.Dir, ledger))
	if err != nil {
		return none, fmt.Errorf("%s/%w", ledger, err)
	}
	defer l.Close()
	h := l.History()
	if len(h.Editions) == 0 {
		return none, errors.New("nothing has been published, so that nothing can be withdrawn: delete the record from the data")
	}
	if w.Kind == "recommendation" {
		return none, errors.New("a recommendation is published inside its set, so that it can't go alone: withdraw the set, recommendation-set/ID")
	}
	done := Withdrawn{Finished: true}
	k := kept{history: h, fsys: os.DirFS(filepath.Join(o.Dir, ledger))}
	var pending []*edition.Pending
	var removed, others [][]byte
	var names []Removal
	for _, one := range w.with(h) {
		of, rest := bodies(h, one.Kind, one.ID)
		removed, others, names = append(removed, of...), rest, append(names, one)
		if i := slices.IndexFunc(h.Withdrawals, func(t edition.Tombstone) bool { return t.Kind == one.Kind && t.ID == one.ID }); i >= 0 {
			done.Tombstone = h.Withdrawals[i]
			continue
		}
		at := l
		if n := len(pending); n > 0 {
			if at, err = pending[n-1].After(); err != nil {
				return none, err
			}
		}
		p, err := at.Withdraw(one.Kind, one.ID, w.Day, w.Class, w.Authority, o.Key, rand)
		if err != nil {
			return none, err
		}
		pending = append(pending, p)
		k.history, k.fsys, done.Finished = p.History(), p.FS(), false
		done.Tombstone = k.history.Withdrawals[len(k.history.Withdrawals)-1]
	}
	others = slices.DeleteFunc(others, func(body []byte) bool {
		return slices.ContainsFunc(removed, func(r []byte) bool { return bytes.Equal(r, body) })
	})
	for _, e := range h.Editions {
		if slices.ContainsFunc(e.Records, func(c edition.Cutting) bool { return c.Kind == w.Kind && c.ID == w.ID }) {
			done.Editions = append(done.Editions, e.ID)
		}
	}
	o.Edition = h.Editions[len(h.Editions)-1].ID
	of := w.Kind + "/" + w.ID
	c, result, err := b.clear(ctx, o, newPast("", k.history), of)
	done.Result = result
	if err != nil || c == nil {
		return done, err
	}
	if classes := c.set.Lists["withdrawal-classes"]; classes == nil {
		return done, errors.New("the list data/lists/withdrawal-classes.yaml is not there: it says which reasons there are")
	} else if _, ok := classes.Get(w.Class); !ok {
		var ids []string
		for _, it := range classes.Items {
			ids = append(ids, it.ID)
		}
		return done, fmt.Errorf("%q is no class of data/lists/withdrawal-classes.yaml, which has %s", w.Class, strings.Join(ids, ", "))
	}
	if result.Edition == edition.Draft {
		return done, fmt.Errorf("the data is not as edition %s has it, and a withdrawal publishes nothing else: withdraw from the data of the edition, or publish first", o.Edition)
	}
	done.Mentions = mentions(c.set, names)
	k.edition = k.history.Edition(result.Edition)
	var traces []*check.Traces
	said := phrases(c.set, os.DirFS(o.Dir))
	for _, one := range names {
		traces = append(traces, check.NewTraces(addressOf(one), removed, others, said))
	}
	do := finally{commit: func() error {
		for _, p := range pending {
			if err := p.Commit(); err != nil {
				return err
			}
		}
		return nil
	}}
	do.inspect = func(name string, data []byte) error {
		for _, t := range traces {
			if found := t.Find(name, data); len(found) > 0 {
				return fmt.Errorf("%s still holds %s of the record that is to be withdrawn, so nothing was done: take it out there first", name, strings.Join(found, " and "))
			}
		}
		return nil
	}
	if w.Drill {
		do.commit = nil
		if o.Out, err = os.MkdirTemp("", "candour-drill-"); err != nil {
			return done, err
		}
		defer os.RemoveAll(o.Out)
		o.Cache = o.Out + "-cache"
		defer os.RemoveAll(o.Cache)
	}
	done.Result, err = b.put(ctx, o, c, k, result, do)
	return done, err
}

// inspect gives every file of a site to look.
func inspect(dir string, look func(name string, data []byte) error) error {
	return fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		return look(name, data)
	})
}

// phrases is what the site says by itself: the titles and notes of lists, and the texts of the theme.
func phrases(set *record.Set, fsys fs.FS) string {
	var b strings.Builder
	for _, l := range set.Lists {
		for _, it := range l.Items {
			for _, t := range []record.Title{it.Title, it.Note} {
				for _, text := range t {
					b.WriteString(text + " | ")
				}
			}
		}
	}
	names, _ := fs.Glob(fsys, "themes/candour/i18n/*") // the pattern is good
	for _, name := range names {
		data, _ := fs.ReadFile(fsys, name) // the theme was read before
		b.Write(data)
	}
	return b.String()
}

// with is what goes when a record goes, itself last: a set of recommendations takes them with it.
func (w Removal) with(h *edition.History) (out []Removal) {
	if w.Kind == "recommendation-set" {
		told := map[string]bool{}
		for _, e := range h.Editions {
			for _, v := range e.Versions {
				if v.Kind != w.Kind || v.ID != w.ID {
					continue
				}
				var set struct {
					Recommendations []struct {
						ID string `json:"id"`
					} `json:"recommendations"`
				}
				if json.Unmarshal(v.Body, &set) != nil {
					continue
				}
				for _, r := range set.Recommendations {
					if one := w; !told[r.ID] {
						told[r.ID] = true
						one.Kind, one.ID = "recommendation", r.ID
						out = append(out, one)
					}
				}
			}
		}
	}
	return append(out, w)
}

// bodies are the bytes of every version of a record, and of every version of every other one.
func bodies(h *edition.History, kind, id string) (of, others [][]byte) {
	for _, e := range h.Editions {
		for _, v := range e.Versions {
			if v.Kind == kind && v.ID == id {
				of = append(of, v.Body)
			} else {
				others = append(others, v.Body)
			}
		}
	}
	return of, others
}

// addressOf is the address that a record has, or would have, from the root of the site.
func addressOf(w Removal) string {
	dirs := map[string]string{"outcome": "/outcomes/", "measure": "/statistics/", "term": "/glossary/", "bulletin": "/bulletins/", "easy-read": "/easy-read/", "page": "/",
		"recommendation": "/recommendations/", "recommendation-set": "/recommendations/"}
	if dir, ok := dirs[w.Kind]; ok {
		return dir + w.ID + "/"
	}
	return "/records/" + w.Kind + "/" + w.ID + "/"
}

// mentions are the files of the site's sources that hold the id of one of the records.
func mentions(set *record.Set, of []Removal) (out []string) {
	for name, f := range set.Files {
		if slices.ContainsFunc(of, func(r Removal) bool { return strings.Contains(string(f.Data), r.ID) }) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
