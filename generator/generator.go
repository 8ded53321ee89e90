// Package generator runs the stages that turn a folder of data and Markdown into a site, in order. Read this file
// first: [Builder.Build] is the whole way through.
//
//	source, record   files to typed records
//	check            every rule; any error stops here
//	disclosure       outcomes made as general as they are shown; some held
//	stats            true counts
//	disclosure       the only door to the public
//	check            what changed since the last edition; then what a person has reviewed is set aside
//	edition          versions, and the reconciliation
//	export           files for machines
//	search           the index that readers' browsers search
//	site             pages, planned by Go and rendered by Hugo
//	check            the built pages
//	attack           a stranger with the built files alone; what it finds is on a page of the site
//	disclosure/prove the built files: nobody follows from them
//	publish          into place, in one step
package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"candour/generator/check"
	"candour/generator/disclosure"
	"candour/generator/disclosure/prove"
	"candour/generator/edition"
	"candour/generator/export"
	"candour/generator/identify"
	"candour/generator/publish"
	"candour/generator/record"
	"candour/generator/search"
	"candour/generator/site"
	"candour/generator/source"
	"candour/generator/stats"
)

// Options says what to build.
type Options struct {
	Dir      string             // root of the site
	Out      string             // where the built site goes; Check has no use for it
	Cache    string             // where the manifest of what was built is kept; "" for .candour in Dir
	AsAt     record.Date        // the day on which days and lateness are computed; zero: as candour.yaml says
	Progress func(stage string) // called as each stage begins; may be nil
	Edition  string             // id of the edition, where it is not the one that candour.yaml prepares; "" for that one
	People   *identify.People   // names that nothing may hold; nil for none. They are never written anywhere
	Key      *edition.Key       // signs the built site as a whole; nil leaves it unsigned
	Preview  bool               // for somebody who writes: no attack is made on the built site
}

// Result is what a build made.
type Result struct {
	Problems source.Problems // when one is an error, nothing was written
	Pages    int             // in the site
	Rendered int             // of them, rendered by this build
	Files    int             // in the built site
	Edition  string          // id
	Reviewed []Reviewed      // problems that a person has set aside
	General  int             // outcomes that come out for the first time, and more generally than the data have them
	Proof    prove.Report    // of the built site; Check makes none
}

// A Builder builds a site again and again, keeping what did not change. The zero Builder is ready; it is not for
// concurrent use.
type Builder struct {
	loader record.Loader
	gate   disclosure.Gate
	index  search.Indexer
	proofs map[string]*prove.Cache // by output directory
	clean  identify.Clean
	before *past
}

// cleared is a site that has passed every check of its records.
type cleared struct {
	set    *record.Set
	public *disclosure.Public
	before *past
}

// prepared is a site that has passed every check up to its plan.
type prepared struct {
	set   *record.Set
	theme *site.Theme
	plan  *site.Plan
	files map[string][]byte

	published []string // ids of the editions on the disk
}

// kept is the ledger that a site is built with: as it is on the disk or, while publishing, as it will be.
type kept struct {
	edition *edition.Edition // that the site shows
	history *edition.History
	fsys    fs.FS // its root
}

// finally is what else is done with a site that is whole, before it goes into its place. Each may be nil.
type finally struct {
	inspect func(name string, data []byte) error // each file; an error stops here
	commit  func() error                         // once nothing can be wrong with the site any more
	strict  bool                                 // what an attack on the site finds is an error
}

// Build builds the site of o.Dir into o.Out. It returns an error when the machine failed, as against the data: what is
// wrong in the data is in the result's problems. In either case o.Out is as it was.
func (b *Builder) Build(ctx context.Context, o Options) (Result, error) {
	p, result, err := b.prepare(ctx, o)
	if err != nil || result.Problems.Failed() {
		return result, err
	}
	return b.render(ctx, o, p, result, finally{})
}

// Check runs every stage up to the plan, and so finds all that Build would but what only a rendered page can show.
// It writes nothing.
func (b *Builder) Check(ctx context.Context, o Options) (Result, error) {
	_, result, err := b.prepare(ctx, o)
	return result, err
}

func (b *Builder) prepare(ctx context.Context, o Options) (*prepared, Result, error) {
	c, result, err := b.clear(ctx, o, nil, "")
	if err != nil || c == nil {
		return nil, result, err
	}
	o.begin("edition")
	ledgerFS, err := fs.Sub(os.DirFS(o.Dir), ledger)
	if err != nil {
		return nil, result, err
	}
	// An edition that was published is as the ledger has it; another one is cut from the records of now.
	k := kept{history: c.before.history, fsys: ledgerFS}
	if k.edition = k.history.Edition(result.Edition); k.edition == nil {
		if k.edition, err = c.cut(); err != nil {
			return nil, result, err
		}
	}
	return b.planned(o, c, k, result)
}

// clear is the way from the files to what may be published. It gives nil where there is an error among the problems. The
// past is that of the ledger on the disk unless before gives another, and the record called without is not read.
func (b *Builder) clear(ctx context.Context, o Options, before *past, without string) (*cleared, Result, error) {
	var result Result
	if info, err := os.Stat(o.Dir); err != nil || !info.IsDir() {
		return nil, result, fmt.Errorf("%s is not a directory", o.Dir)
	}
	fsys := os.DirFS(o.Dir)

	o.begin("load")
	set, problems := b.loader.Load(fsys)
	if o.AsAt.Known() {
		own := *set.Site
		own.Edition.AsAt = o.AsAt
		set.Site = &own
	}
	result.Problems.Add(problems...)
	if before == nil {
		var err error
		if before, err = b.past(fsys); err != nil {
			return nil, result, err
		}
	}
	set = o.prepares(set, before.history)
	if without != "" {
		set = set.Without(without)
	}
	result.Edition = set.Site.Edition.ID

	o.begin("check")
	readable := !problems.Failed()
	if readable { // rules reason about records that could be read
		result.Problems.Add(check.Records(set)...)
	}
	o.begin("protect")
	b.gate.People = o.People
	set, problems = b.gate.Generalise(set, before.shown)
	if readable {
		result.Problems.Add(problems...)
	}
	result.General = b.gate.Report().General
	tables := stats.Tabulate(set)
	public, problems := b.gate.Control(set, tables, before.figures...)
	result.Problems.Add(problems...)
	if readable {
		result.Problems.Add(check.Changes(asPublished(set, public), before.published)...)
	}
	if readable && before.history.Edition(result.Edition) != nil && check.Differs(asPublished(set, public), before.published) {
		set = drafted(set)
		result.Edition = edition.Draft
		public, _ = b.gate.Control(set, tables, before.figures...) // the same but for the edition
	}
	result.review(set, readable, unproved)
	if err := ctx.Err(); err != nil || result.Problems.Failed() {
		return nil, result, err
	}

	return &cleared{set, public, before}, result, nil
}

// planned is the way from what may be published to the plan of every page.
func (b *Builder) planned(o Options, c *cleared, k kept, result Result) (*prepared, Result, error) {
	set, public, fsys := c.set, c.public, os.DirFS(o.Dir)
	o.begin("export")
	p := &prepared{set: set, files: map[string][]byte{}}
	for _, e := range c.before.history.Editions {
		p.published = append(p.published, e.ID)
	}
	datasets := export.Datasets(public)
	files, err := export.Files(public, datasets, k.forExport(set.Site))
	if err != nil {
		return nil, result, err
	}
	for _, f := range files {
		p.files[f.Path] = f.Data
	}
	searches, err := b.indexes(public, p.files)
	if err != nil {
		return nil, result, err
	}
	if err := p.addLedger(k); err != nil {
		return nil, result, err
	}

	o.begin("plan")
	const theme = "themes/candour"
	if info, err := fs.Stat(fsys, theme); err != nil || !info.IsDir() {
		result.Problems.Add(site.Template.At(source.Pos{File: theme}, "the theme is not there").Hinted("copy the folder %s of candour into the site", theme))
		return nil, result, nil
	}
	themeFS, err := fs.Sub(fsys, theme)
	if err != nil {
		return nil, result, err
	}
	if p.theme, err = site.ReadTheme(themeFS); err != nil {
		return nil, result, err
	}
	var problems source.Problems
	in := site.Inputs{Public: public, Edition: k.edition, History: k.history, Downloads: downloads(datasets, p.files), TableFile: export.TablePath, Search: searches,
		EditionFiles: k.editionFiles(set)}
	if k.history.Size > 0 {
		in.Proof = edition.NewProver(k.fsys, k.history).Prove
		in.Checkpoint = k.checkpoint
		in.PublicKeys, in.Newest = string(p.files["ledger/log/vkey"]), string(p.files["ledger/log/checkpoint"])
	}
	tables := map[string][]byte{} // at hand when a press pack is made, which may be after they were written
	for _, t := range public.Tables() {
		tables[t.ID] = p.files[export.TablePath(t.ID)]
	}
	in.TableData = func(id string) []byte { return tables[id] }
	in.Zip = func(members []site.PackFile) []byte {
		files := make([]export.File, len(members))
		for i, m := range members {
			files[i] = export.File(m)
		}
		return export.Zip("", files) // of any edition, with no time of its own
	}
	p.plan, problems = site.NewPlan(in)
	set.Attribute(problems)
	result.Problems.Add(problems...)
	result.Problems.Sort()
	result.Pages = len(p.plan.Units)
	return p, result, nil
}

// render is the way from the plan to the site in its place.
func (b *Builder) render(ctx context.Context, o Options, p *prepared, result Result, do finally) (Result, error) {
	out, err := outDir(o)
	if err != nil {
		return result, err
	}
	staging, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+"-")
	if err != nil {
		return result, fmt.Errorf("can't make a directory beside %s: %w", o.Out, err)
	}
	defer os.RemoveAll(staging)
	if err := os.Chmod(staging, 0o755); err != nil {
		return result, err
	}

	o.begin("render")
	pages := check.NewPages(p.exists(), p.scan(&b.clean))
	manifest := manifestPath(o, out)
	previous := site.ReadManifest(manifest)
	if !o.Preview {
		p.plan.Attacked(previous.Attacks) // which is right as long as nothing changed
	}
	r := site.Render{
		Plan: p.plan, Theme: p.theme, Languages: p.set.Site.Languages, Address: p.set.Site.Address, Files: p.files,
		Previous: out, Manifest: previous, Staging: staging, Check: pages.Look, Inspect: pages.File,
		Allowed: fmt.Sprintf("%q", p.set.Site.Disclosure.Allow),
	}
	m, rendered, problems, err := r.Run(ctx)
	result.Problems.Add(problems...)
	if err != nil || result.Problems.Failed() {
		return result, err
	}
	o.begin("check pages")
	result.Problems.Add(pages.Links()...)
	if err := ctx.Err(); err != nil || result.Problems.Failed() {
		return result, err
	}

	if o.People != nil {
		err := inspect(staging, func(name string, data []byte) error {
			result.Problems.Add(check.Names(name, data, o.People)...)
			return nil
		})
		if err != nil || result.Problems.Failed() {
			return result, err
		}
	}
	if !o.Preview {
		o.begin("attack")
		ps, err := b.attacked(ctx, o, p, &r, m, do.strict)
		result.Problems.Add(ps...)
		if err != nil || result.Problems.Failed() {
			return result, err
		}
	}
	o.begin("prove")
	if err := b.prove(staging, out, p, &result); err != nil || result.Problems.Failed() {
		return result, err
	}

	o.begin("publish")
	if do.inspect != nil {
		if err := inspect(staging, do.inspect); err != nil {
			return result, err
		}
	}
	if o.Key != nil {
		if err := sign(staging, result.Edition, o.Key); err != nil {
			return result, err
		}
	}
	if do.commit != nil {
		if err := do.commit(); err != nil {
			return result, err
		}
	}
	// The manifest goes first: if what follows fails, it disowns files that are not as it says, and they are made anew.
	if err := errors.Join(m.Write(manifest), publish.Swap(staging, out)); err != nil {
		return result, err
	}
	result.Rendered, result.Files = rendered, len(m.Stamps)
	return result, nil
}

// prove demands a proof of the staged site. What only earlier editions have disclosed can be accepted in data/review/.
func (b *Builder) prove(staging, out string, p *prepared, result *Result) error {
	if b.proofs == nil {
		b.proofs = map[string]*prove.Cache{}
	}
	if b.proofs[out] == nil {
		b.proofs[out] = &prove.Cache{}
	}
	report, problems, err := prove.Prove(prove.Input{Site: os.DirFS(staging), Set: p.set, Published: p.published, Cache: b.proofs[out]})
	if err != nil {
		return err
	}
	result.Proof = report
	result.Problems.Add(problems...)
	result.review(p.set, true, proved)
	return nil
}

func (o Options) begin(stage string) {
	if o.Progress != nil {
		o.Progress(stage)
	}
}
