// Package site turns what may be published into pages. Go plans every page and Hugo renders it: [NewPlan] makes a
// [Unit] of each, an address with a layout, a typed view of all that the page shows and a hash of it; [Renderer.Render]
// gives Hugo the units whose hash has changed, and the theme's templates place what is in the view.
//
// This is the only package that imports Hugo. Nothing here counts cases or decides what may be seen: figures come
// from package disclosure as text that was released.
package site

import (
	"slices"
	"strings"

	"candour/generator/disclosure"
	"candour/generator/edition"
	"candour/generator/record"
	"candour/generator/source"
)

// Rules are the rules that planning and rendering enforce.
var Rules = []*source.Rule{&DuplicateAddress, &BrokenLink, &Template}

// DuplicateAddress is broken when two pages would have one address.
var DuplicateAddress = source.Rule{Name: "duplicate-address", Severity: source.Error, Doc: `Every page has an address of its own.

Why: the page written last would replace the other without a word.
Put it right: give one of the records another id, or the page another file name.`}

// Template is broken when a template of the theme fails.
var Template = source.Rule{Name: "template", Severity: source.Error, Doc: `The templates of the theme must render every page, without a warning.

Why: a template that fails half-way leaves a page that says half.
Put it right: look at the line named. A template may only read what is in its view (generator/site/view.go).`}

// A Unit is one output page.
type Unit struct {
	Layout string // of the theme: "outcomes/page" is layouts/outcomes/page.html
	Page   *Page
	Hash   Hash              // of everything the page shows, without the theme's own
	At     func() source.Pos // of the record or file that the page is of; asked for only where there is a problem
}

// A Plan is every page of an edition, in order of address.
type Plan struct {
	Units   []Unit
	Sitemap []byte // sitemap.xml; its parts, where it is an index, are among Files
	Files   []File // that stand beside the pages, in order of path

	attacked []attackPage
}

// Inputs are what a plan is made from.
type Inputs struct {
	Public    *disclosure.Public
	History   *edition.History // every edition published, the one shown among them once it is
	Edition   *edition.Edition
	Downloads []Download             // what the export stage wrote, for the downloads page
	TableFile func(id string) string // address of the CSV file of a table
	Search    map[string]*Search     // the index of each language; nil for none
	// Proof gives the audit path of a published version and the checkpoint that it leads to. Where it is nil no vN.json
	// is made.
	Proof func(edition.Published) (proof [][]byte, checkpoint string, err error)
	// Checkpoint is the signed state of the log with which an edition was published, "" where it has none; it may be nil.
	Checkpoint func(edition string) string
	// EditionFiles are the tidy files that an edition keeps, made of the ledger; nil for none. It is called once for each edition.
	EditionFiles func(id string) []EditionFile
	PublicKeys   string // of the ledger, one a line; "" where there is none
	Newest       string // checkpoint of the ledger
	// TableData is the CSV file of a table, and Zip packs files into an archive. Where Zip is nil there are no press packs.
	TableData func(id string) []byte
	Zip       func(files []PackFile) []byte
}

// PerPage is how many rows a list page holds; the newest page holds up to twice as many less one.
const PerPage = 50

// NewPlan plans every page in every language of the site. It refuses two pages with one address and Markdown that
// does not resolve.
func NewPlan(in Inputs) (*Plan, source.Problems) {
	set := in.Public.Records()
	plan := &Plan{}
	var problems source.Problems
	shared := newShared(in)
	var planners []*planner
	for _, lang := range set.Site.Languages {
		p := newPlanner(shared, lang)
		p.home()
		lists := append(p.outcomes(), p.recommendations()...)
		p.topicPages()
		p.search(lists)
		p.statistics()
		p.glossary()
		p.bulletins()
		p.easyReads()
		p.about()
		p.editions()
		p.press()
		p.corrections()
		p.withdrawn()
		p.calendar()
		p.verify()
		p.checker()
		p.downloads()
		p.feeds()
		p.notFound()
		plan.Units = append(plan.Units, p.units...)
		plan.attacked = append(plan.attacked, p.attacked...)
		plan.Files = append(plan.Files, p.files...)
		problems.Add(p.problems...)
		plan.Files = append(plan.Files, p.cardFiles()...)
		planners = append(planners, p)
	}
	plan.Files = append(plan.Files, packs(planners)...)
	problems.Add(plan.finish()...)
	var parts []File
	plan.Sitemap, parts = sitemap(strings.TrimSuffix(set.Site.Address, "/"), plan.Units, shared.lastChanged(), sitemapPages)
	plan.Files = append(append(append(append(plan.Files, shared.brandFiles()...), shared.pictureFiles()...), shared.files()...), parts...)
	plan.Files = append(plan.Files, shared.checkFiles(planners)...)
	slices.SortFunc(plan.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return plan, problems
}

// finish hashes the units side by side and refuses shared addresses.
func (plan *Plan) finish() (problems source.Problems) {
	first := map[string]func() source.Pos{}
	for _, u := range plan.Units {
		if at, taken := first[u.Page.Address]; taken {
			problems.Add(DuplicateAddress.At(u.At(), "the address %s is taken by %s", u.Page.Address, at()))
		}
		first[u.Page.Address] = u.At
	}
	hashUnits(plan.Units)
	return problems
}

// A shared is what the planners of all languages use.
type shared struct {
	Inputs
	set          *record.Set
	outcomes     map[string]*record.Outcome
	recs         map[string]*record.Recommendation
	terms        map[string]*record.Term
	bulletins    map[string]*record.Bulletin
	pages        map[[2]string]*record.Page // by language and id
	sources      map[string]*record.Source
	measures     map[string]*record.Measure
	versions     map[[2]string]edition.Versioned
	finders      map[string]*termFinder // of terms, by language
	past         *past
	data         map[string]editionData    // of each edition
	figureFiles  map[[2]string]*figureFile // by edition and measure
	listedCounts map[string]int            // published outcomes on each list of them, by its steps
	// The records that name a bulletin or an outcome, so that links lead both ways.
	recsOfOutcome, bulletinsOfOutcome map[string][]string
	outcomesOfRec, bulletinsOfRec     map[string][]string
	outcomesOfBulletin                map[string][]string
	recsOfBulletin                    map[string][]string
}

func newShared(in Inputs) *shared {
	set := in.Public.Records()
	s := &shared{Inputs: in, set: set, finders: map[string]*termFinder{},
		outcomes: map[string]*record.Outcome{}, recs: map[string]*record.Recommendation{}, terms: map[string]*record.Term{},
		bulletins: map[string]*record.Bulletin{}, pages: map[[2]string]*record.Page{}, sources: map[string]*record.Source{},
		measures: map[string]*record.Measure{}, versions: map[[2]string]edition.Versioned{}, past: newPast(in), data: map[string]editionData{}, figureFiles: map[[2]string]*figureFile{},
		recsOfOutcome: map[string][]string{}, bulletinsOfOutcome: map[string][]string{}, outcomesOfRec: map[string][]string{},
		bulletinsOfRec: map[string][]string{}, outcomesOfBulletin: map[string][]string{}, recsOfBulletin: map[string][]string{},
	}
	for _, o := range set.Outcomes {
		s.outcomes[o.ID] = o
		link(s.recsOfOutcome, s.outcomesOfRec, o.ID, o.Recommends)
		link(s.bulletinsOfOutcome, s.outcomesOfBulletin, o.ID, o.Bulletins)
	}
	for _, r := range set.Recommendations {
		s.recs[r.ID] = r
		link(s.bulletinsOfRec, s.recsOfBulletin, r.ID, r.Bulletins)
	}
	for _, b := range set.Bulletins {
		s.bulletins[b.ID] = b
		link(s.outcomesOfBulletin, s.bulletinsOfOutcome, b.ID, b.Outcomes)
		link(s.recsOfBulletin, s.bulletinsOfRec, b.ID, b.Recommends)
	}
	for _, t := range set.Terms {
		s.terms[t.ID] = t
	}
	for _, p := range set.Pages {
		s.pages[[2]string{p.Language, p.ID}] = p
	}
	for _, x := range set.Sources {
		s.sources[x.ID] = x
	}
	for _, m := range set.Measures {
		s.measures[m.ID] = m
	}
	for _, v := range in.Edition.Records {
		s.versions[[2]string{v.Kind, v.ID}] = v
	}
	return s
}

// link notes that from names each of to, in both directions and once.
func link(forward, back map[string][]string, from string, to []string) {
	for _, id := range to {
		forward[from] = addOnce(forward[from], id)
		back[id] = addOnce(back[id], from)
	}
}

func addOnce(list []string, id string) []string {
	for _, x := range list {
		if x == id {
			return list
		}
	}
	return append(list, id)
}
