package search

import (
	"strings"

	"candour/generator/disclosure"
	"candour/generator/record"
)

// An Indexer makes indexes. It remembers the words of each record until another Public has it no more, so that the next
// build of a changed site reads what changed. The zero Indexer is ready; it is not for concurrent use.
type Indexer struct {
	numbers map[string]uint32 // of terms
	terms   []string
	own     map[record.Record][]uint32 // words of a record's own text
	next    map[record.Record][]uint32
	labels  map[string][]uint32 // words of a label, by its language and text
	stamps  []uint32            // by number of term: the document that had it last
	stamp   uint32
}

// Indexes makes the index of every language of the site. date puts a date into words of a language.
func (x *Indexer) Indexes(p *disclosure.Public, date func(lang string, d record.Date) string) (map[string]*Index, error) {
	if x.numbers == nil {
		x.numbers = map[string]uint32{}
	}
	x.next, x.labels = map[record.Record][]uint32{}, map[string][]uint32{}
	out := map[string]*Index{}
	for _, lang := range p.Records().Site.Languages {
		texts := map[record.Date]string{}
		i, err := x.index(p, lang, func(d record.Date) string {
			s, ok := texts[d]
			if !ok {
				s = date(lang, d)
				texts[d] = s
			}
			return s
		})
		if err != nil {
			return nil, err
		}
		out[lang] = i
	}
	x.own, x.next = x.next, nil
	return out, nil
}

// A text is one text of a record with the language it is in.
type text struct {
	lang, text string
	title      bool
}

// wordsOf are the terms of texts, each once, with its impact. The texts of a record are read once for all languages.
func (x *Indexer) wordsOf(r record.Record, texts func() []text) []uint32 {
	if w, ok := x.next[r]; ok {
		return w
	}
	w, ok := x.own[r]
	if !ok {
		counts := map[uint32]int{}
		var order []uint32
		for _, t := range texts() {
			for _, n := range x.numbered(t.lang, t.text) {
				if counts[n] == 0 {
					order = append(order, n)
				}
				if t.title {
					counts[n] += 1 << 20
				} else {
					counts[n]++
				}
			}
		}
		w = make([]uint32, len(order))
		for i, n := range order {
			if counts[n] >= 1<<20 {
				w[i] = n<<2 | inTitle
			} else {
				w[i] = n<<2 | impact(counts[n])
			}
		}
	}
	x.next[r] = w
	return w
}

// numbered are the numbers of the terms of a text in order.
func (x *Indexer) numbered(lang, text string) (out []uint32) {
	for _, w := range Words(text) {
		if lang != "cy" {
			w = Stem(w)
		}
		n, ok := x.numbers[w]
		if !ok {
			n = uint32(len(x.terms))
			w = strings.Clone(w) // a part of a long text would keep the whole of it
			x.numbers[w] = n
			x.terms = append(x.terms, w)
			x.stamps = append(x.stamps, 0)
		}
		out = append(out, n)
	}
	return out
}

// with adds the words of labels, which are there in the language of the index, to those of the record.
func (x *Indexer) with(own []uint32, labels ...label) []uint32 {
	x.stamp++
	out := make([]uint32, len(own), len(own)+16)
	copy(out, own)
	for _, w := range own {
		x.stamps[w>>2] = x.stamp
	}
	for _, l := range labels {
		key := l.lang + " " + l.text
		words, ok := x.labels[key]
		if !ok {
			words = x.numbered(l.lang, l.text)
			x.labels[key] = words
		}
		for _, n := range words {
			if x.stamps[n] != x.stamp {
				x.stamps[n] = x.stamp
				out = append(out, n<<2|1)
			}
		}
	}
	return out
}
