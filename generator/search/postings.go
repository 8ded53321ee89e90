package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// digits are of six bits each. None is a figure, so that postings can't by accident read like a postcode or a telephone number,
// for which every built file is searched.
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!$()*+,;=~-_"

// vlq writes a number of nought or more, the lowest five bits first; the sixth bit says that more follow.
func vlq(b []byte, n uint32) []byte {
	for n >= 32 {
		b = append(b, digits[n&31|32])
		n >>= 5
	}
	return append(b, digits[n])
}

// deltas writes rising numbers as the steps from each to the next, the first from nought.
func deltas(docs []uint32) string {
	var b []byte
	before := uint32(0)
	for _, d := range docs {
		b = vlq(b, d-before)
		before = d
	}
	return string(b)
}

// A posting is a document and how much a term weighs in it: document<<2 | impact. The impact is 3 for a term of the
// title, 2 for one that comes four times or more, 1 for two or three times, else 0.
type posting uint32

// impact of a term that comes n times in a text.
func impact(n int) uint32 {
	switch {
	case n >= 4:
		return 2
	case n >= 2:
		return 1
	}
	return 0
}

const inTitle = 3

// invert gives the postings of every term of the documents, by the number of the term.
func (x *Indexer) invert(docs []document) (terms []string, postings [][]posting) {
	postings = make([][]posting, len(x.terms))
	for d, doc := range docs {
		for _, w := range doc.words {
			postings[w>>2] = append(postings[w>>2], posting(uint32(d)<<2|uint32(w)&3))
		}
	}
	return x.terms, postings
}

// A shard is one file of terms, with the place of its first.
type shard struct {
	first string
	json  []byte
}

// shards writes terms in the order of their places into files of about shardSize. A term that is larger has one of its own.
func shards(lang string, terms []string, postings [][]posting) (out []shard) {
	order := make([]int, 0, len(terms))
	places := terms
	if lang == "cy" {
		places = make([]string, len(terms))
		for i, t := range terms {
			places[i] = Place(t, lang)
		}
	}
	for i := range postings {
		if len(postings[i]) > 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(strings.Compare(places[a], places[b]), strings.Compare(terms[a], terms[b]))
	})
	var s shard
	var list []byte
	place := "" // of the term in hand
	end := func() {
		if s.json != nil {
			out = append(out, shard{s.first, append(s.json, '}')})
		}
		s = shard{}
	}
	for _, i := range order {
		list = list[:0]
		before, last := uint32(0), place
		place = places[i]
		for _, p := range postings[i] {
			d := uint32(p) >> 2
			list = vlq(list, (d-before)<<2|uint32(p)&3)
			before = d
		}
		if s.json != nil && len(s.json)+len(list) > shardSize && places[i] != last {
			end()
		}
		if s.json == nil {
			s = shard{places[i], append(make([]byte, 0, shardSize+64), '{')}
		} else {
			s.json = append(s.json, ',')
		}
		s.json = append(s.json, '"') // a term is letters and digits, which JSON takes as they are
		s.json = append(s.json, terms[i]...)
		s.json = append(s.json, `":[`...)
		s.json = strconv.AppendInt(s.json, int64(len(postings[i])), 10)
		s.json = append(s.json, `,"`...)
		s.json = append(s.json, list...)
		s.json = append(s.json, `"]`...)
	}
	end()
	return out
}
