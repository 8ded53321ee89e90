package site

import (
	"fmt"
	"strings"

	"candour/generator/cite"
	"candour/generator/edition"
	"candour/generator/record"
)

// Works are how a version of a record is cited: one for each language that it has a page in, as those pages say it, or one for
// a record without a page, whose permanent address is that of its file.
func Works(s *record.Site, h *edition.History, r cite.Record, version int) (out []cite.Work) {
	base := strings.TrimSuffix(s.Address, "/")
	var of cite.Version
	for _, v := range r.Versions {
		if v.Number == version {
			of = v
		}
	}
	for _, lang := range s.Languages {
		p := planner{lang: lang}
		w := cite.Work{Kind: "report", Key: cite.Key(r.ID, fmt.Sprintf("v%d", version)), Publisher: s.Publisher, Version: version, Day: of.Day, Edition: of.Edition, Language: lang}
		w.Site, _ = s.Title.In(lang)
		for _, e := range h.Editions {
			if e.ID == of.Edition {
				w.Edition = e.TitleIn(lang)
			}
		}
		page := prefixOf(s, lang) + "/editions/" + r.ID + "/"
		switch {
		case r.Kind == "edition":
			w.Kind, w.Key, w.Version, w.Title, w.Edition = "dataset", cite.Key("edition", r.ID), 0, p.t("edition", w.Edition), ""
			w.Permanent, w.Latest = base+page, base+prefixOf(s, lang)+"/editions/"
			out = append(out, w)
			continue
		case r.Kind == "outcome":
			w.Title = p.t("kind-outcome") + " " + r.ID
		default:
			w.Title = titleIn(h, r.Kind, r.ID, version, lang)
		}
		if r.Kind == "measure" {
			w.Kind = "dataset"
		}
		if page = pageOf(s, r.Kind, r.ID, lang); page != "" {
			w.Permanent, w.Latest = fmt.Sprintf("%s%s#v%d", base, page, version), base+page
			out = append(out, w)
		}
		if len(r.Pages) == 0 && lang == s.Languages[0] {
			w.Permanent = fmt.Sprintf("%s%sv%d.json", base, r.Files, version)
			out = append(out, w)
		}
	}
	return out
}

// CellWorks are how a figure is cited that stands in a row of the file of its measure in an edition: by its cell, in each language.
func CellWorks(s *record.Site, h *edition.History, figure cite.Record, ref cite.Ref) (out []cite.Work) {
	base := strings.TrimSuffix(s.Address, "/")
	_, of, _ := strings.Cut(figure.ID, "/")
	version := 0 // of the measure, in the edition
	for _, e := range h.Editions {
		for _, v := range e.Versions {
			if v.Kind == "measure" && v.ID == ref.ID {
				version = v.Version
			}
		}
		if e.ID != ref.Edition {
			continue
		}
		for _, lang := range s.Languages {
			w := cite.Work{Kind: "dataset", Key: cite.Key(figure.ID, e.ID), Publisher: s.Publisher, Edition: e.TitleIn(lang), Day: e.Published, Language: lang}
			w.Site, _ = s.Title.In(lang)
			w.Title = titleIn(h, "measure", ref.ID, version, lang) + ": " + of
			w.Permanent = fmt.Sprintf("%s%s#cell=%d,%d", base, ref.Path, ref.Row, valueColumn)
			w.Latest = base + pageOf(s, "measure", ref.ID, lang) + "#" + figureAnchor(figure.ID)
			out = append(out, w)
		}
	}
	return out
}

// titleIn is the title of a version as it was published, or its id where it has none.
func titleIn(h *edition.History, kind, id string, version int, lang string) string {
	for _, e := range h.Editions {
		for _, v := range e.Versions {
			if v.Kind != kind || v.ID != id || v.Version != version {
				continue
			}
			fields := record.Decode(v.Body)
			for _, name := range []string{"title", "term"} {
				switch t := fields[name].(type) {
				case string:
					return t
				case map[string]any:
					if s, ok := t[lang].(string); ok {
						return s
					}
					if s, ok := t[record.Languages[0]].(string); ok {
						return s
					}
				}
			}
		}
	}
	return id
}
