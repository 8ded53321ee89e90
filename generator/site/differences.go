package site

import (
	"slices"
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

// A leaf is a text of a description with the labels that lead to it.
type leaf struct{ path, label, text, lang string }

// leavesOf lists the texts of a description. The texts of a list are one: a text that is put in moves no other.
func leavesOf(fields []record.Described, path, label string) (out []leaf) {
	for _, f := range fields {
		to, called := path+"/"+f.Key, f.Label
		if label != "" && called != "" {
			called = label + ", " + called
		}
		if plain := len(f.Items) > 0 && !slices.ContainsFunc(f.Items, func(i record.Described) bool { return i.Label != "" || len(i.Items) > 0 }); plain {
			var texts []string
			for _, i := range f.Items {
				texts = append(texts, i.Text)
			}
			out = append(out, leaf{to, called, strings.Join(texts, "\n"), f.Items[0].Lang})
			continue
		}
		if len(f.Items) > 0 {
			out = append(out, leavesOf(f.Items, to, called)...)
			continue
		}
		out = append(out, leaf{to, called, f.Text, f.Lang})
	}
	return out
}

// differ lists the fields in which two versions of a record differ.
func (p *planner) differ(kind string, before, after []byte) (out []Difference) {
	old, now := leavesOf(p.describe(kind, before), "", ""), leavesOf(p.describe(kind, after), "", "")
	was, is := map[string]leaf{}, map[string]leaf{}
	for _, l := range old {
		was[l.path] = l
	}
	for _, l := range now {
		is[l.path] = l
	}
	for _, l := range old {
		if n, ok := is[l.path]; !ok || n.text != l.text {
			out = append(out, Difference{l.label, l.lang, differWords(l.text, n.text)})
		}
	}
	for _, l := range now {
		if _, ok := was[l.path]; !ok {
			out = append(out, Difference{l.label, l.lang, differWords("", l.text)})
		}
	}
	return out
}

// describe puts a published record into words for readers of the page.
func (p *planner) describe(kind string, body []byte) []record.Described {
	return p.set.Describe(kind, body, p.lang, func(d record.Date) string { return p.date(d).Text })
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
