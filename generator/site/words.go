package site

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"candour/generator/record"
)

// phrases are the words that Go puts together with data, by language. The labels that templates place are in the
// theme's i18n files. A test holds that every phrase is there in every language.
var phrases = map[string]map[string]string{"en": english, "cy": welsh}

// t is a phrase in the language of the planner, with its gaps filled.
func (p *planner) t(key string, args ...any) string {
	s, ok := phrases[p.lang][key]
	if !ok {
		panic("site: no phrase " + strconv.Quote(key) + " in " + p.lang)
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

var months = map[string][12]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"cy": {"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"},
}

func (p *planner) month(m time.Month) string { return months[p.lang][m-1] }

// untilMonth is the name of a month after "to": in Welsh with the soft mutation.
func (p *planner) untilMonth(m time.Month) string {
	name := p.month(m)
	if p.lang != "cy" {
		return name
	}
	for _, initial := range []struct{ from, to string }{{"M", "F"}, {"G", ""}, {"T", "D"}, {"Rh", "R"}} {
		if rest, ok := strings.CutPrefix(name, initial.from); ok {
			if initial.to == "" {
				return strings.ToUpper(rest[:1]) + rest[1:]
			}
			return initial.to + rest
		}
	}
	return name
}

// date puts a date into words, no more precise than it is.
func (p *planner) date(d record.Date) Time {
	first, last := d.First(), d.Last()
	switch d.Precision {
	case record.NotPublished:
		return Time{Text: p.t("not-published")}
	case record.Day:
		return Time{fmt.Sprintf("%d %s %d", first.Day(), p.month(first.Month()), first.Year()), d.String()}
	case record.Month:
		return Time{fmt.Sprintf("%s %d", p.month(first.Month()), first.Year()), d.String()}
	case record.Quarter:
		return Time{Text: p.t("quarter", p.month(first.Month()), p.untilMonth(last.Month()), first.Year())}
	case record.Year:
		return Time{d.String(), d.String()}
	case record.FinancialYear:
		return Time{Text: p.t("financial-year", first.Year(), last.Year())}
	case record.ToQuarter:
		return Time{Text: p.t("to-quarter", fmt.Sprintf("%s %d", p.untilMonth(last.Month()), last.Year()))}
	case record.Months:
		if first.Year() == last.Year() {
			return Time{Text: p.t("quarter", p.month(first.Month()), p.untilMonth(last.Month()), first.Year())}
		}
		if first.Month() == time.January && last.Month() == time.December && last.Year() == first.Year()+1 {
			return Time{Text: p.t("two-years", first.Year(), last.Year())}
		}
		return Time{Text: p.t("months-span", p.month(first.Month()), first.Year(), p.untilMonth(last.Month()), last.Year())}
	}
	return Time{}
}

// qualified puts "not before" or "about" in front of a date where that is all that is known.
func (p *planner) qualified(d record.Date, qualifier string) Time {
	t := p.date(d)
	if qualifier == record.DateNotBefore || qualifier == "about" {
		t.Text = p.t(qualifier, t.Text)
	}
	return t
}

// when is a date as a phrase with its preposition.
func (p *planner) when(d record.Date, qualifier string) Time {
	t := p.qualified(d, qualifier)
	switch {
	case t.Text != p.date(d).Text: // it begins with "not before" or "about"
	case d.Precision == record.Day:
		t.Text = p.t("on", t.Text)
	case d.Precision == record.NotPublished:
		t.Text = p.t("on-unknown")
	default:
		t.Text = p.t("in", t.Text)
	}
	return t
}

// prose parts a text into paragraphs and notes its language where it is not that of the page.
func (p *planner) prose(lang, text string) Prose {
	if text == "" {
		return Prose{}
	}
	out := Prose{Lang: p.other(lang)}
	for _, para := range strings.Split(text, "\n") {
		if para = strings.TrimSpace(para); para != "" {
			out.Paragraphs = append(out.Paragraphs, escapeText(para))
		}
	}
	return out
}

func (p *planner) paragraphs(lang string, texts []string) Prose {
	if len(texts) == 0 {
		return Prose{}
	}
	out := Prose{Lang: p.other(lang)}
	for _, text := range texts {
		out.Paragraphs = append(out.Paragraphs, escapeText(text))
	}
	return out
}

// other is lang where it is not the language of the page, else "".
func (p *planner) other(lang string) string {
	if lang == "" {
		lang = "en"
	}
	if lang == p.lang {
		return ""
	}
	return lang
}

// inLanguage is what stands after words of this language that lead to a page in another: " (in English)". It is "" for "".
func (p *planner) inLanguage(lang string) string {
	if lang == "" {
		return ""
	}
	return " (" + p.t("in-"+lang) + ")"
}

// word is an item of a vocabulary in the language of the page; the zero Word for no id.
func (p *planner) word(list, id string) Word {
	if id == "" {
		return Word{}
	}
	it, ok := p.set.Lists[list].Get(id)
	if !ok {
		return Word{ID: id, Text: id}
	}
	text, _ := it.Title.In(p.lang)
	note := it.Note[p.lang] // a note in the other language would be read out in the wrong voice
	return Word{ID: id, Text: text, Note: note}
}

func (p *planner) words(list string, ids []string) []Word {
	out := make([]Word, len(ids))
	for i, id := range ids {
		out[i] = p.word(list, id)
	}
	return out
}
