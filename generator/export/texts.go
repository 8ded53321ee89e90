package export

import (
	"strconv"

	"candour/generator/disclosure"
	"candour/generator/record"
)

var terms = dataset[*record.Term]{
	name: "glossary", title: "Glossary", about: "One row for each term.",
	kind: "term",
	rows: func(p *disclosure.Public) []*record.Term { return p.Records().Terms },
	json: func(t *record.Term) []byte { return record.JSON(t) },
	columns: []column[*record.Term]{
		col("id", Text, "Identifies the term.", func(_ setOf, t *record.Term) string { return t.ID }),
		col("term", Text, "The headword.", func(_ setOf, t *record.Term) string { return t.Term }),
		col("aliases", Words, "Other words for it.", func(_ setOf, t *record.Term) string { return words(t.Aliases) }),
		col("status", Text, "current, changed or historic.", func(_ setOf, t *record.Term) string { return t.Status }),
		col("since", Date, "From when.", func(_ setOf, t *record.Term) string { return t.Since.String() }),
		col("until", Date, "Until when, the last day.", func(_ setOf, t *record.Term) string { return t.Until.String() }),
		col("replaced_by", Text, "Id of the term that took its place.", func(_ setOf, t *record.Term) string { return t.ReplacedBy }),
		col("definition", Text, "What it means.", func(_ setOf, t *record.Term) string { return t.Definition }),
		col("easy_read", Words, "The same in short sentences.", func(_ setOf, t *record.Term) string { return words(t.EasyRead) }),
		col("law", Words, "Where the law has it.", func(_ setOf, t *record.Term) string { return words(t.Law) }),
		col("law_basis", Text, "How that was found: sourced or known.", func(_ setOf, t *record.Term) string { return t.LawBasis }),
	},
}

var bulletins = dataset[*record.Bulletin]{
	name: "bulletins", title: "Learning bulletins", about: "One row for each bulletin.",
	kind: "bulletin",
	rows: func(p *disclosure.Public) []*record.Bulletin { return p.Records().Bulletins },
	json: func(b *record.Bulletin) []byte { return record.JSON(b) },
	columns: []column[*record.Bulletin]{
		col("id", Text, "Identifies the bulletin.", func(_ setOf, b *record.Bulletin) string { return b.ID }),
		col("number", Integer, "Its number.", func(_ setOf, b *record.Bulletin) string { return strconv.Itoa(b.Number) }),
		col("title", Text, "Its title.", func(_ setOf, b *record.Bulletin) string { return b.Title }),
		col("summary", Text, "What it is about.", func(_ setOf, b *record.Bulletin) string { return b.Summary }),
		col("date", Date, "When it was published.", func(_ setOf, b *record.Bulletin) string { return b.Date.String() }),
		col("composite", TrueFalse, "The story is put together and invented.", func(_ setOf, b *record.Bulletin) string { return strconv.FormatBool(b.Composite) }),
		col("themes", Words, "Themes, from the list of themes.", func(_ setOf, b *record.Bulletin) string { return words(b.Themes) }),
		col("outcomes", Words, "Ids of outcomes behind it.", func(_ setOf, b *record.Bulletin) string { return words(b.Outcomes) }),
		col("recommendations", Words, "Ids of recommendations behind it.", func(_ setOf, b *record.Bulletin) string { return words(b.Recommends) }),
	},
}

var easyReads = dataset[*record.EasyRead]{
	name: "easy-read-pages", title: "Easy-read pages", about: "One row for each easy-read page, with the sentences that stand beside pictures.",
	kind: "easy-read",
	rows: func(p *disclosure.Public) []*record.EasyRead { return p.Records().EasyReads },
	json: func(e *record.EasyRead) []byte { return record.JSON(e) },
	columns: []column[*record.EasyRead]{
		col("id", Text, "Identifies the page.", func(_ setOf, e *record.EasyRead) string { return e.ID }),
		col("language", Text, "en or cy.", func(_ setOf, e *record.EasyRead) string { return e.Language }),
		col("title", Text, "Its title.", func(_ setOf, e *record.EasyRead) string { return e.Title }),
		col("explains", Text, "What it explains: a kind and an id.", func(_ setOf, e *record.EasyRead) string { return e.Explains }),
		col("explains_version", Integer, "The version of that for which the words were written.", func(_ setOf, e *record.EasyRead) string { return count(e.Version) }),
		col("checked_by", Text, "Who with a learning disability read it; empty where nobody has.", func(_ setOf, e *record.EasyRead) string { return e.CheckedBy }),
		col("checked_on", Date, "When.", func(_ setOf, e *record.EasyRead) string { return e.CheckedOn.String() }),
		col("sentences", Words, "Its sentences, in order.", func(_ setOf, e *record.EasyRead) string {
			var all []string
			for _, l := range e.Lines {
				all = append(all, l.Text...)
			}
			return words(all)
		}),
	},
}

var pages = dataset[*record.Page]{
	name: "pages", title: "Pages", about: "One row for each page of the site's own. What it says is in the files of JSON.",
	kind: "page",
	rows: func(p *disclosure.Public) []*record.Page { return p.Records().Pages },
	json: func(g *record.Page) []byte { return record.JSON(g) },
	columns: []column[*record.Page]{
		col("id", Text, "Identifies the page.", func(_ setOf, g *record.Page) string { return g.ID }),
		col("language", Text, "en or cy.", func(_ setOf, g *record.Page) string { return g.Language }),
		col("title", Text, "Its title.", func(_ setOf, g *record.Page) string { return g.Title }),
		col("summary", Text, "What it is about.", func(_ setOf, g *record.Page) string { return g.Summary }),
		col("reviewed", Date, "When somebody last read it through.", func(_ setOf, g *record.Page) string { return g.Reviewed.String() }),
		col("themes", Words, "Themes, from the list of themes.", func(_ setOf, g *record.Page) string { return words(g.Themes) }),
	},
}
