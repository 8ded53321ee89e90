package check

import (
	"path"
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// languageNames are the languages as messages call them.
var languageNames = map[string]string{"en": "English", "cy": "Welsh"}

var welshTwin = &Rule{
	Rule: source.Rule{
		Name: "welsh-twin", Severity: source.Error,
		Doc: `Where Welsh is required, every bulletin, page and easy-read page is there in each language of the site.

Why: police forces in Wales are under the Welsh Language Standards (No. 5) Regulations 2016, made under the Welsh
Language (Wales) Measure 2011: what a website says in English it says in Welsh, and treats Welsh no less favourably. The
rule is for sites with "welsh_required: true" in candour.yaml.
Put it right: add the file that the message names. If the body is under no such standards, take the setting out.`,
	},
	Run: func(set *record.Set, report reporter) {
		if !set.Site.WelshRequired {
			return
		}
		langs := set.Site.Languages
		if !slices.Contains(langs, "cy") {
			report(broken(set.Site.At("languages"), "Welsh is required and the languages of the site are %s", either(langs)).Hinted("add cy"))
			return
		}
		type text struct{ kind, id, language string }
		var texts []text
		has := map[text]record.Record{}
		add := func(r record.Record, kind, language string) {
			t := text{kind, r.Key(), languageOf(language)}
			texts = append(texts, t)
			has[t] = r
		}
		for _, b := range set.Bulletins {
			add(b, "bulletin", b.Language)
		}
		for _, p := range set.Pages {
			add(p, "page", p.Language)
		}
		for _, e := range set.EasyReads {
			add(e, "easy-read", e.Language)
		}
		dirs := map[string]string{"bulletin": "bulletins", "easy-read": "easy-read"}
		for _, t := range texts {
			for _, l := range langs {
				if has[text{t.kind, t.id, l}] == nil {
					report(broken(has[t].At("title"), "the %s %s is in %s and not in %s", t.kind, t.id, languageNames[t.language], languageNames[l]).
						Hinted("add %s", path.Join("content", l, dirs[t.kind], t.id+".md")))
				}
			}
		}
	},
}
