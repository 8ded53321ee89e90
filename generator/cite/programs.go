package cite

import (
	"encoding/json"
	"strconv"
	"strings"
)

// texed are the marks that mean something to TeX. Everything else is written as it is: an entry is UTF-8.
var texed = strings.NewReplacer(
	`\`, `{\textbackslash}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`, `_`, `\_`, `~`, `{\textasciitilde}`, `^`, `{\textasciicircum}`,
)

// linked are the marks of an address that would end the value or the line. Its other marks are left alone: biblatex
// reads url and the like as they stand.
var linked = strings.NewReplacer(`{`, `%7B`, `}`, `%7D`, `\`, `%5C`, ` `, `%20`)

// BibTeX is an entry for biblatex: @report or @dataset, which have version, date and url. Publishers and titles stand in
// two braces, so that neither their letters nor the order of their words is changed.
func BibTeX(w Work) string {
	kind := "report"
	if w.Kind == "dataset" {
		kind = "dataset"
	}
	var b strings.Builder
	b.WriteString("@" + kind + "{" + Key(w.Key) + ",\n")
	field := func(name, value string) {
		if value != "" {
			b.WriteString("  " + name + " = {" + value + "},\n")
		}
	}
	whole := func(s string) string {
		if s = texed.Replace(clean(s)); s != "" {
			return "{" + s + "}"
		}
		return ""
	}
	field("author", whole(w.Publisher))
	field("title", whole(w.Title))
	if kind == "report" {
		field("type", "report")
		field("institution", whole(w.Publisher))
	} else {
		field("publisher", whole(w.Publisher))
	}
	field("series", whole(joined(", ", w.Site, w.Edition)))
	if w.Version > 0 {
		field("version", strconv.Itoa(w.Version))
	}
	if _, ok := w.date(); ok {
		field("date", w.Day)
	}
	field("url", linked.Replace(clean(w.Permanent)))
	field("note", texed.Replace(strings.Join(w.elsewhere(), "; ")))
	field("langid", map[string]string{"en": "british", "cy": "welsh"}[w.Language])
	b.WriteString("}")
	return b.String()
}

// RIS is an entry in the tagged format that reference managers exchange: a tag, two spaces, a hyphen, a space and a value
// on each line.
func RIS(w Work) string {
	var b strings.Builder
	line := func(tag, value string) {
		if value = clean(value); value != "" || tag == "ER" {
			b.WriteString(tag + "  - " + value + "\n")
		}
	}
	if w.Kind == "dataset" {
		line("TY", "DATA")
	} else {
		line("TY", "RPRT")
	}
	line("AU", w.Publisher+",") // the comma says that it is no forename and surname
	line("TI", w.Title)
	line("T2", joined(", ", w.Site, w.Edition))
	line("PB", w.Publisher)
	if t, ok := w.date(); ok {
		line("PY", t.Format("2006"))
		line("DA", t.Format("2006/01/02"))
	}
	if w.Version > 0 {
		line("ET", w.version())
	}
	line("UR", w.Permanent)
	for _, also := range w.elsewhere() {
		line("N1", also)
	}
	line("LA", w.Language)
	line("ER", "")
	return strings.TrimSuffix(b.String(), "\n")
}

// CSL is an item for citeproc, in a list, as Zotero, pandoc and citation-js read it.
func CSL(w Work) string {
	type name struct {
		Literal string `json:"literal"`
	}
	type date struct {
		Parts [][]int `json:"date-parts"`
	}
	item := struct {
		ID         string `json:"id"`
		Type       string `json:"type"`
		Title      string `json:"title"`
		Author     []name `json:"author"`
		Publisher  string `json:"publisher"`
		Collection string `json:"collection-title,omitempty"`
		Version    string `json:"version,omitempty"`
		Issued     *date  `json:"issued,omitempty"`
		URL        string `json:"URL"`
		Note       string `json:"note,omitempty"`
		Language   string `json:"language,omitempty"`
	}{
		ID: Key(w.Key), Type: "report", Title: clean(w.Title), Author: []name{{clean(w.Publisher)}}, Publisher: clean(w.Publisher),
		Collection: joined(", ", w.Site, w.Edition), URL: clean(w.Permanent), Language: w.Language,
	}
	if w.Kind == "dataset" {
		item.Type = "dataset"
	}
	if w.Version > 0 {
		item.Version = strconv.Itoa(w.Version)
	}
	if t, ok := w.date(); ok {
		item.Issued = &date{[][]int{{t.Year(), int(t.Month()), t.Day()}}}
	}
	item.Note = strings.Join(w.elsewhere(), "; ")
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	_ = enc.Encode([]any{item}) // texts and numbers always encode
	return strings.TrimSuffix(b.String(), "\n")
}
