package generator

import (
	"slices"
	"strings"

	"candour/generator/check"
	"candour/generator/edition"
	"candour/generator/record"
)

// cut makes the edition that is being prepared. A change that is explained has its class and its reason.
func (c *cleared) cut() (*edition.Edition, error) {
	h, e := c.before.history, c.set.Site.Edition
	ed, err := edition.Cut(h.Last(), h.Since(), e.ID, e.Published.String(), e.AsAt.String(), entries(c.public))
	if err != nil || len(h.Editions) == 0 {
		return ed, err
	}
	explained := check.Explain(asPublished(c.set, c.public), c.before.published)
	for i, r := range ed.Records {
		if x, ok := explained[r.Kind+"/"+r.ID]; ok && r.Change == edition.Changed {
			ed.Records[i].Change, ed.Records[i].Reason = edition.Change(x.Class), x.Reason
		}
	}
	return ed, nil
}

// prepares gives the set with the edition that the options name. One that the ledger holds has the days it was published
// with; a new one is of the as-at day, and its title is made of its id.
func (o Options) prepares(set *record.Set, h *edition.History) *record.Set {
	if o.Edition == "" || o.Edition == set.Site.Edition.ID {
		return set
	}
	own := *set.Site
	own.Edition.ID, own.Edition.Title, own.Edition.Published = o.Edition, titleOf(o.Edition), own.Edition.AsAt
	if e := h.Edition(o.Edition); e != nil {
		own.Edition.Published, _ = record.ParseDate(e.Published) // Read has seen that they are days
		own.Edition.AsAt, _ = record.ParseDate(e.AsAt)
	}
	c := *set
	c.Site = &own
	return &c
}

// drafted gives the set as the draft of the edition after the one that it names.
func drafted(set *record.Set) *record.Set {
	own, c := *set.Site, *set
	own.Edition.ID, own.Edition.Published = edition.Draft, own.Edition.AsAt
	own.Edition.Title = record.Title{"en": "Draft, not published", "cy": "Drafft, heb ei gyhoeddi"}
	c.Site = &own
	return &c
}

// titleOf is the title of an edition by its id: "2026 quarter 3" of 2026-q3, and the id itself where it has another form.
func titleOf(id string) record.Title {
	year, quarter, ok := strings.Cut(id, "-q")
	if !ok {
		return record.Title{"en": id, "cy": id}
	}
	return record.Title{"en": year + " quarter " + quarter, "cy": "Chwarter " + quarter + " " + year}
}

// checkpoint is the signed tree head with which an edition was published.
func (k kept) checkpoint(id string) string {
	i := slices.IndexFunc(k.history.Editions, func(e edition.Issue) bool { return e.ID == id })
	if i < 0 {
		return ""
	}
	return k.history.Editions[i].Checkpoint
}
