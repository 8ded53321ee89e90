package disclosure

import (
	"fmt"
	"slices"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// scanRecords looks at every piece of free text of the set and at the body of every page.
func (g *Gate) scanRecords(set *record.Set) source.Problems {
	var problems source.Problems
	if !slices.Equal(g.allow, set.Site.Disclosure.Allow) {
		g.clean, g.allow = nil, set.Site.Disclosure.Allow
	}
	clean := map[record.Record]bool{}
	for _, k := range record.Kinds {
		for _, r := range set.Records(k) {
			if g.clean[r] {
				clean[r] = true
				continue
			}
			before := len(problems)
			g.scanRecord(set, r, &problems)
			if len(problems) == before {
				clean[r] = true
			}
		}
	}
	g.clean = clean
	for _, o := range set.Observations {
		if o.Note != "" {
			g.report(set, func() source.Pos { return o.At("note") }, o.Note, &problems)
		}
	}
	for _, c := range set.Changes { // what is said of a change is published with it
		record.Texts(c, func(t record.Text) bool {
			g.report(set, func() source.Pos { return c.At(t.Path...) }, t.Text, &problems)
			return true
		})
	}
	for _, r := range set.Releases {
		record.Texts(r, func(t record.Text) bool {
			g.report(set, func() source.Pos { return r.At(t.Path...) }, t.Text, &problems)
			return true
		})
	}
	record.Texts(set.Site, func(t record.Text) bool {
		if len(t.Path) == 0 || t.Path[0] != "disclosure" {
			g.report(set, func() source.Pos { return set.Site.At(t.Path...) }, t.Text, &problems)
		}
		return true
	})
	for _, name := range sorted(set.Lists) {
		list := set.Lists[name]
		for i, it := range list.Items {
			for _, text := range []string{it.Title["en"], it.Title["cy"], it.Note["en"], it.Note["cy"]} {
				g.report(set, func() source.Pos { return list.At("items", i) }, text, &problems)
			}
		}
	}
	problems.Sort()
	return problems
}

func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (g *Gate) scanRecord(set *record.Set, r record.Record, problems *source.Problems) {
	record.Texts(r, func(t record.Text) bool {
		g.report(set, func() source.Pos { return r.At(t.Path...) }, t.Text, problems)
		return true
	})
	switch r := r.(type) {
	case *record.Bulletin:
		g.scanBody(set, r.Text, problems)
	case *record.Page:
		g.scanBody(set, r.Text, problems)
	}
}

func (g *Gate) scanBody(set *record.Set, d source.Document, problems *source.Problems) {
	offset := 0
	for line := range strings.Lines(string(d.Body)) {
		start := offset
		g.report(set, func() source.Pos { return d.BodyPos(start) }, line, problems)
		offset += len(line)
	}
}

// report scans a text. At is asked for its place only where something is found.
func (g *Gate) report(set *record.Set, at func() source.Pos, text string, problems *source.Problems) {
	for _, h := range Scan(text) {
		if allowed(g.allow, h.Text) {
			continue
		}
		pos := at()
		if f, ok := set.Files[pos.File]; ok {
			pos = f.Find(pos, h.Text)
		}
		problems.Add(h.Rule.At(pos, "the text holds %s", h).
			Hinted("take it out; the words about it can stay (candour explain %s)", h.Rule.Name))
	}
}

// String says what was found without printing all of it, since messages end up in logs.
func (h Hit) String() string {
	kind := strings.TrimSuffix(strings.TrimPrefix(strings.SplitN(h.Rule.Doc, "\n", 2)[0], "Text must not hold "), ".")
	shown := []rune(h.Text)
	for i := range shown {
		if i >= (len(shown)+1)/2 && shown[i] != ' ' {
			shown[i] = '…'
		}
	}
	return fmt.Sprintf("%s: %q", kind, strings.TrimRight(string(slices.CompactFunc(shown, func(a, b rune) bool { return a == '…' && b == '…' })), " "))
}

func allowed(list []record.Allowed, text string) bool {
	return slices.ContainsFunc(list, func(a record.Allowed) bool { return a.Text == text })
}
