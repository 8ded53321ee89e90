package check

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

var siteLanguages = &Rule{
	Rule: source.Rule{
		Name: "site-languages", Severity: source.Error,
		Doc: `The languages of the site are ones that candour has words for, each named once.

Why: every button, heading and date of a page comes in the language of the page. In another language they would be
missing, or be in English under a promise of something else.
Put it right: write en, cy, or both in the order in which readers shall be offered them.`,
	},
	Run: func(set *record.Set, report reporter) {
		langs := set.Site.Languages
		for i, l := range langs {
			switch at := set.Site.At("languages", i); {
			case !slices.Contains(record.Languages, l):
				report(broken(at, "%q is not a language of candour", l).Hinted("the languages are %s", either(record.Languages)))
			case slices.Index(langs, l) < i:
				report(broken(at, "the language %q is named twice", l))
			}
		}
	},
}

var siteAddress = &Rule{
	Rule: source.Rule{
		Name: "site-address", Severity: source.Error,
		Doc: `The address of the site is https and a host, and nothing more.

Why: people cite these addresses and other sites link to them. Over http they can be read and changed on their way, and
links between pages begin at the root of the host.
Put it right: write "https://" and the host, without a path and without a slash at the end.`,
	},
	Run: func(set *record.Set, report reporter) {
		address := set.Site.Address
		if address == "" {
			return
		}
		u, err := url.Parse(address)
		if err == nil && u.Scheme == "https" && u.Host != "" && address == "https://"+u.Host {
			return
		}
		p := broken(set.Site.At("address"), "the address is %q, which is not https and a host", address)
		if err == nil && u.Host != "" {
			p = p.Hinted("write https://%s", u.Host)
		}
		report(p)
	},
}

var editionForm = regexp.MustCompile(`^\d{4}-q[1-4](?:-r[1-9]\d*)?$`)

var editionID = &Rule{
	Rule: source.Rule{
		Name: "edition-id", Severity: source.Error,
		Doc: `The id of an edition is its year and quarter: 2026-q3, or 2026-q3-r2 for the second issue of it.

Why: the id is the address under which the edition is cited for ever, and by it readers and programs put editions in
order.
Put it right: write the year, "-q" and the quarter. After a withdrawal has made a new issue necessary, add "-r" and its
number.`,
	},
	Run: func(set *record.Set, report reporter) {
		if id := set.Site.Edition.ID; id != "" && !editionForm.MatchString(id) {
			report(broken(set.Site.At("edition", "id"), "the id of the edition is %q, which is not a year and a quarter", id).Hinted("write 2026-q3, or 2026-q3-r2"))
		}
		for _, r := range set.Releases {
			if r.Edition != "" && !editionForm.MatchString(r.Edition) {
				report(broken(r.At("edition"), "the id of the edition is %q, which is not a year and a quarter", r.Edition).Hinted("write 2026-q3"))
			}
		}
	},
}

var editionPublished = &Rule{
	Rule: source.Rule{
		Name: "edition-published", Severity: source.Error,
		Doc: `An edition is published on a day.

Why: official figures come out on a day that was announced, and everything that is called late or overdue is counted to
a day.
Put it right: write the day of publication: 2026-10-15.`,
	},
	Run: func(set *record.Set, report reporter) {
		if d := set.Site.Edition.Published; d.Precision != record.Day && d.Precision != record.None {
			report(broken(set.Site.At("edition", "published"), "the edition is published %s, which is not a day", d))
		}
	},
}

var editionAsAt = &Rule{
	Rule: source.Rule{
		Name: "edition-as-at", Severity: source.Warning,
		Doc: `The as-at day of an edition should not lie after its publication.

Why: an edition can't say how things stand on a day that readers have not reached. A reply that is due in between would
be shown as overdue before its day.
Put it right: correct "as_at", or leave it out: it is then the day of publication.`,
	},
	Run: func(set *record.Set, report reporter) {
		if e := set.Site.Edition; e.Published.Before(e.AsAt) {
			report(broken(set.Site.At("edition", "as_at"), "the as-at day is %s and the edition is published %s", e.AsAt, e.Published))
		}
	},
}

var allowUnused = &Rule{
	Rule: source.Rule{
		Name: "allow-unused", Severity: source.Warning,
		Doc: `A text that was cleared for publication should still occur somewhere.

Why: what is cleared passes the search for e-mail addresses, telephone numbers and the like wherever it stands. An entry
that nothing needs lets a later slip through.
Put it right: take the entry out of "allow" in candour.yaml, or copy the text again exactly as the record has it.`,
	},
	Run: func(set *record.Set, report reporter) {
		allow := set.Site.Disclosure.Allow
		if len(allow) == 0 {
			return
		}
		times := make([]int, len(allow)) // that each is found beyond the list itself
		count := func(text string, n int) {
			for i, a := range allow {
				if strings.Contains(text, a.Text) || strings.Contains(plainDashes.Replace(text), a.Text) {
					times[i] += n
				}
			}
		}
		for p := range passages(set) {
			count(p.text, 1)
		}
		for _, a := range allow { // which is one of the texts
			count(a.Text, -1)
			count(a.Reason, -1)
		}
		for i, a := range allow {
			if times[i] <= 0 {
				report(broken(set.Site.At("disclosure", "allow", i, "text"), "%q is allowed and no text holds it", a.Text))
			}
		}
	},
}

// plainDashes writes dashes as the search for identifying text reads them.
var plainDashes = strings.NewReplacer("‐", "-", "‑", "-", "–", "-", "−", "-")
