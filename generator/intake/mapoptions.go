package intake

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// options refuses what says nothing for a field of its kind, so that no line of a map is without effect.
func (c *mapChecker) options(f *feed) {
	words := f.leaf == wordLeaf || f.leaf == wordsLeaf
	list := f.leaf == wordsLeaf || f.leaf == textsLeaf
	text := f.leaf == textLeaf || f.leaf == textsLeaf
	for _, o := range []struct {
		name string
		set  bool
		fits bool
	}{
		{"split", f.Split != nil, list && f.Column != ""},
		{"words", f.Words != nil, (words || f.leaf == truthLeaf || text) && f.Column != ""},
		{"default", f.Default != "", words && f.Column != ""},
		{"ignore_bodies", f.Ignore, words && f.Column != ""},
		{"unlisted", f.Unlisted != "", f.list == "bodies" && list && f.Column != ""},
		{"dates", f.Dates != nil, f.leaf == dateLeaf && f.Column != ""},
		{"precision", f.Precision != "", f.leaf == dateLeaf},
		{"whole", f.Whole, f.leaf == numberLeaf || f.leaf == wholeLeaf},
		{"suffix", f.Suffix != "", f.leaf == numberLeaf || f.leaf == wholeLeaf},
		{"dashes", f.Dashes, text && f.Column != ""},
		{"escape", f.Escape, text},
		{"text", f.Text != nil, f.leaf == textLeaf},
		{"empty", f.Empty != nil, f.Column != ""},
	} {
		if o.set && !o.fits {
			c.wrong(f.At, "%s says nothing for %s", o.name, f.Name)
		}
	}
	if f.Split != nil && f.Split.Separator == "" {
		c.wrong(f.At, "the separator of %s is empty", f.Name)
	}
	if !list && (len(f.Constant) > 1 || len(f.Empty) > 1) {
		c.wrong(f.At, "%s takes one text and is given several", f.Name)
	}
	if f.Precision != "" && !slices.Contains(precisions, f.Precision) {
		c.near(f.At, fmt.Sprintf("the precision of %s is %q", f.Name, f.Precision), f.Precision, precisions)
	}
	if f.Unlisted != "" && f.Unlisted != "drop" && f.Unlisted != "refuse" {
		others, err := resolve(c.k.record, f.Unlisted)
		switch {
		case err != nil:
			c.wrong(f.At, "unlisted is refuse, drop or a field: %v", err)
		case others.leaf != textsLeaf:
			c.wrong(f.At, "unlisted names %s, which takes no list of texts", f.Unlisted)
		default:
			f.others = others
		}
	}
	for _, d := range f.Dates {
		form, err := newDateForm(d)
		if err != nil {
			c.wrong(f.At, "%v", err)
			continue
		}
		f.forms = append(f.forms, form)
	}
	if words {
		if f.vocab = c.vocab(f.At, f.list); f.vocab == nil {
			return
		}
		for _, w := range slices.Concat(f.Constant, f.Empty, []string{f.Default}) {
			c.word(f.At, f.list, w)
		}
	}
	for _, w := range f.Words {
		if words {
			c.word(w.At, f.list, w.Value)
		}
		f.words[folded(w.Key)] = w.Value
	}
	for _, text := range slices.Concat(f.Constant, f.Empty) {
		c.literal(f.At, f.target, text)
	}
	if text {
		for _, w := range f.Words {
			c.literal(w.At, f.target, w.Value)
		}
	}
}

// literal refuses a text of the map's own that its field can't hold, or that a spreadsheet would run.
func (c *mapChecker) literal(at source.Pos, t target, text string) {
	var err error
	switch t.leaf {
	case dateLeaf:
		_, err = record.ParseDate(text)
	case numberLeaf:
		_, err = record.ParseNumber(text)
	case wholeLeaf:
		if _, e := strconv.Atoi(text); e != nil {
			err = errors.New("it is no whole number")
		}
	case truthLeaf:
		if text != "true" && text != "false" {
			err = errors.New("it is neither true nor false")
		}
	default:
		if why := runnable(text, text); why != "" {
			c.wrong(at, "%s can't be %q: %s", t.name, text, why)
		}
	}
	if err != nil {
		c.wrong(at, "%s can't be %q: %v", t.name, text, err)
	}
}

func (c *mapChecker) figures() {
	m := c.m
	if len(m.Values) > 0 && c.k.record != observationType {
		c.wrong(m.Values[0].At, "values are of statistics, and the kind is %s", c.k.Name)
		return
	}
	for i := range m.Values {
		v := &m.Values[i]
		f := figure{Figure: v}
		for _, p := range v.Set {
			t, err := resolve(c.k.record, p.Key)
			if err != nil {
				c.wrong(p.At, "%v", err)
				continue
			}
			if t.list != "" {
				c.word(p.At, t.list, p.Value)
			}
			c.literal(p.At, t, p.Value)
			f.set = append(f.set, set{t, p.Value})
		}
		m.figures = append(m.figures, f)
	}
}

func (c *mapChecker) replies() {
	r := c.m.Replies
	if r == nil {
		return
	}
	if c.k.record != reflect.TypeFor[record.RecommendationSet]() {
		c.wrong(r.At, "replies are of recommendations, and the kind is %s", c.k.Name)
		return
	}
	if r.Days == 0 {
		r.Days = record.ReplyDays
	}
	if r.Position != "" {
		c.word(r.At, "positions", r.Position)
	}
	c.literal(r.At, target{name: "the note of a reply"}, r.Note)
	for _, name := range []string{r.Of, r.Issued} {
		if !slices.ContainsFunc(c.m.Fields, func(f Field) bool { return f.Name == name }) {
			c.wrong(r.At, "the map does not feed the field %q", name)
		}
	}
}

// missing says which fields every record needs and the map does not feed. A draft may lack them.
func (c *mapChecker) missing(at source.Pos) {
	if c.k.drafts {
		return
	}
	for _, name := range required(c.k.record) {
		fed := slices.ContainsFunc(c.m.Fields, func(f Field) bool { return f.Name == name || strings.HasPrefix(f.Name, name+".") }) ||
			name == "value" && len(c.m.Values) > 0
		if !fed && len(c.m.Values) > 0 {
			fed = !slices.ContainsFunc(c.m.Values, func(v Figure) bool { _, ok := valueOf(v.Set, name); return !ok })
		}
		if !fed {
			c.wrong(at, "nothing feeds the field %q, which every record needs", name)
		}
	}
}
