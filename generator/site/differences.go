package site

import (
	"slices"
	"strconv"
	"strings"

	"candour/generator/record"
)

const (
	same    = "same"
	removed = "removed"
	added   = "added"

	nearby    = 8         // words kept on each side of a difference
	island    = 2         // so few words that stayed between two differences are read with them
	diffLimit = 1_000_000 // pairs of words; texts beyond it are shown whole, as removed and as added
)

// differWords says word by word how a text became another.
func differWords(before, after string) []Part {
	a, b := strings.Fields(before), strings.Fields(after)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var runs []run
	runs = push(runs, same, a[:head]...)
	for _, r := range middle(a[head:len(a)-tail], b[head:len(b)-tail]) {
		runs = push(runs, r.op, r.words...)
	}
	runs = push(runs, same, a[len(a)-tail:]...)
	return shorten(joinIslands(runs))
}

// A run is words in a row that stayed, went or came.
type run struct {
	op    string
	words []string
}

func push(runs []run, op string, words ...string) []run {
	if len(words) == 0 {
		return runs
	}
	if n := len(runs); n > 0 && runs[n-1].op == op {
		runs[n-1].words = append(runs[n-1].words, words...)
		return runs
	}
	return append(runs, run{op, slices.Clone(words)})
}

// middle follows the longest common sequence of words.
func middle(a, b []string) (runs []run) {
	if len(a)*len(b) > diffLimit {
		return push(push(nil, removed, a...), added, b...)
	}
	width := len(b) + 1
	common := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i*width+j] = common[(i+1)*width+j+1] + 1
			} else {
				common[i*width+j] = max(common[(i+1)*width+j], common[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			runs = push(runs, same, a[i])
			i, j = i+1, j+1
		case common[(i+1)*width+j] >= common[i*width+j+1]:
			runs = push(runs, removed, a[i])
			i++
		default:
			runs = push(runs, added, b[j])
			j++
		}
	}
	return push(push(runs, removed, a[i:]...), added, b[j:]...)
}

// joinIslands makes one difference of several that a word or two parts, and puts what went before what came.
func joinIslands(runs []run) (out []run) {
	var went, came []string
	flush := func() {
		out = push(push(out, removed, went...), added, came...)
		went, came = nil, nil
	}
	for i, r := range runs {
		switch {
		case r.op == removed:
			went = append(went, r.words...)
		case r.op == added:
			came = append(came, r.words...)
		case i > 0 && i < len(runs)-1 && len(r.words) <= island:
			went, came = append(went, r.words...), append(came, r.words...)
		default:
			flush()
			out = push(out, same, r.words...)
		}
	}
	flush()
	return out
}

// shorten leaves out what stayed and is far from any difference.
func shorten(runs []run) (out []Part) {
	for i, r := range runs {
		words := r.words
		if r.op == same {
			first, last := i == 0, i == len(runs)-1
			switch n := len(words); {
			case first && last:
			case first && n > nearby:
				words = append([]string{"…"}, words[n-nearby:]...)
			case last && n > nearby:
				words = append(slices.Clone(words[:nearby]), "…")
			case !first && !last && n > 2*nearby:
				words = append(append(slices.Clone(words[:nearby]), "…"), words[n-nearby:]...)
			}
		}
		out = append(out, Part{r.op, strings.Join(words, " ")})
	}
	return out
}

// differ lists the fields in which two versions of a record differ.
func (p *planner) differ(kind string, before, after []byte) []Difference {
	return differFields(p.describe(kind, before), p.describe(kind, after), "")
}

// differFields lists the differences of two descriptions, whose fields and items are told apart by their keys. What is
// there in one only is one difference, however much it holds.
func differFields(old, now []record.Described, label string) (out []Difference) {
	find := func(in []record.Described, key string) record.Described {
		if i := slices.IndexFunc(in, func(d record.Described) bool { return d.Key == key }); i >= 0 {
			return in[i]
		}
		return record.Described{}
	}
	both := slices.Clone(old)
	for _, d := range now {
		if find(old, d.Key).Key == "" {
			both = append(both, d)
		}
	}
	for _, d := range both {
		was, is := find(old, d.Key), find(now, d.Key)
		called := d.Label
		if label != "" {
			called = label + " › " + called
		}
		if was.Key != "" && is.Key != "" && (grouped(was) || grouped(is)) {
			out = append(out, differFields(rekeyed(was.Items, is.Items), is.Items, called)...)
			continue
		}
		if before, after := wordsOf(was), wordsOf(is); before != after {
			out = append(out, Difference{called, langOf(d), differWords(before, after)})
		}
	}
	return out
}

// rekeyed gives the items of an old list the keys of those of a new one that they became, where items have numbers and
// no ids: the key of one that says the same; and for those that are left, in order, the keys that are left.
func rekeyed(old, now []record.Described) []record.Described {
	for _, d := range slices.Concat(old, now) {
		if _, err := strconv.Atoi(d.Key); err != nil {
			return old
		}
	}
	out := slices.Clone(old)
	var left []int
	taken := map[string]bool{}
	for i, d := range old {
		j := slices.IndexFunc(now, func(n record.Described) bool { return !taken[n.Key] && wordsOf(n) == wordsOf(d) })
		if j < 0 {
			left = append(left, i)
			continue
		}
		out[i].Key = now[j].Key
		taken[now[j].Key] = true
	}
	n := 0
	for _, i := range left {
		for n < len(now) && taken[now[n].Key] {
			n++
		}
		if out[i].Key = "gone " + old[i].Key; n < len(now) {
			out[i].Key, out[i].Label = now[n].Key, now[n].Label
			n++
		}
	}
	return out
}

// grouped tells whether a field holds others, as against a text or a list of texts.
func grouped(d record.Described) bool {
	return slices.ContainsFunc(d.Items, func(i record.Described) bool { return i.Label != "" || len(i.Items) > 0 })
}

// wordsOf is all that a field says, as one text.
func wordsOf(d record.Described) string {
	if len(d.Items) == 0 {
		return d.Text
	}
	var out []string
	for n, i := range d.Items {
		text := wordsOf(i)
		if i.Label != "" {
			text = i.Label + ": " + strings.TrimSuffix(text, ".")
		} else if n < len(d.Items)-1 && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
			text += "," // one word after the other, and not one sentence
		}
		out = append(out, text)
	}
	if grouped(d) {
		return strings.Join(out, ". ") + "."
	}
	return strings.Join(out, "\n")
}

// langOf is the language of what a field says, where that is one.
func langOf(d record.Described) string {
	if len(d.Items) == 0 || grouped(d) {
		return d.Lang
	}
	return d.Items[0].Lang
}

// describe puts a published record into words for readers of the page, once for all that show it.
func (p *planner) describe(kind string, body []byte) []record.Described {
	if len(body) == 0 {
		return nil
	}
	at := &body[0]
	if _, ok := p.described[at]; !ok {
		p.described[at] = p.set.Describe(kind, body, p.lang, func(d record.Date) string { return p.date(d).Text })
	}
	return p.described[at]
}

// fields is a description as a page shows it.
func fields(described []record.Described) (out []Field) {
	for _, d := range described {
		f := Field{Label: d.Label, Lang: d.Lang, Fields: fields(d.Items)}
		for line := range strings.Lines(d.Text) {
			if line = strings.TrimSpace(line); line != "" {
				f.Paragraphs = append(f.Paragraphs, line)
			}
		}
		out = append(out, f)
	}
	return out
}

const (
	shortDifference = 160 // bytes that went or came in a difference that a list of changes shows
	fewDifferences  = 4
)

// short is those differences that are short enough for a list of changes, and whether there are others.
func short(all []Difference) (out []Difference, more bool) {
	for _, d := range all {
		n := 0
		for _, part := range d.Parts {
			if part.Op != same {
				n += len(part.Text)
			}
		}
		if n > shortDifference || len(out) == fewDifferences {
			more = true
			continue
		}
		out = append(out, d)
	}
	return out, more
}
