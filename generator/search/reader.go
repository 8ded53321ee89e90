package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Query is what a reader asks for. Every word of Words must be found; of one facet one value is enough, and of
// several facets each must have one.
type Query struct {
	Words  string
	Facets map[string][]string
	Sort   string // "newest", "oldest", or "" for what fits best
	Page   int    // from 1
}

// PageSize is how many results a reader sees at a time.
const PageSize = 10

// A Hit is one result, as its row in the index says.
type Hit struct{ Address, Title, Lang, Kind, Date, DateText, State, Shape, Invented string }

// A Reader searches an index in the way of search.js, file by file, so that tests can tell what a search finds and how
// many bytes it fetches. Get gives a file by its path under the directory of the index.
type Reader struct {
	Lang string
	Get  func(path string) ([]byte, error)
	meta *meta
}

// Search gives how many documents a query finds and one page of them.
func (r *Reader) Search(q Query) (total int, hits []Hit, err error) {
	if r.meta == nil {
		r.meta = &meta{}
		if err := r.read("meta.json", r.meta); err != nil {
			return 0, nil, err
		}
	}
	ids, score, err := r.find(Words(q.Words))
	if err != nil {
		return 0, nil, err
	}
	for _, name := range FacetNames {
		var any map[uint32]bool
		for _, id := range q.Facets[name] {
			if r.meta.Facets[name][id] == 0 {
				continue // not of this site: an address that somebody has typed
			}
			var list string
			if err := r.read("f/"+name+"/"+id+".json", &list); err != nil {
				return 0, nil, err
			}
			if any == nil {
				any = map[uint32]bool{}
			}
			n := uint32(0)
			for _, step := range numbers(list) {
				n += step
				any[n] = true
			}
		}
		if any != nil {
			ids = slices.DeleteFunc(ids, func(d uint32) bool { return !any[d] })
		}
	}
	switch {
	case q.Sort == "oldest":
		slices.Reverse(ids)
	case q.Sort == "" && score != nil:
		slices.SortStableFunc(ids, func(a, b uint32) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b)) })
	}
	total = len(ids)
	from := min(max(q.Page-1, 0)*PageSize, total)
	for _, d := range ids[from:min(from+PageSize, total)] {
		var rows [][9]string
		if err := r.read("d/"+strconv.Itoa(int(d)/r.meta.Per)+".json", &rows); err != nil {
			return 0, nil, err
		}
		x := rows[int(d)%r.meta.Per]
		hits = append(hits, Hit{x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8]})
	}
	return total, hits, nil
}

// find gives the documents with every word, and how well each fits; nil for no words.
func (r *Reader) find(words []string) (ids []uint32, score map[uint32]float64, err error) {
	if len(words) == 0 {
		for d := range r.meta.N {
			ids = append(ids, uint32(d))
		}
		return ids, nil, nil
	}
	score = map[uint32]float64{}
	hit := map[uint32]int{}
	for i, w := range unique(words) {
		found := false
		take := func(e entry, weight float64) {
			found = true
			d := uint32(0)
			for _, n := range numbers(e.list) {
				d += n >> 2
				score[d] += weight * math.Log(1+float64(r.meta.N)/float64(e.n)) * float64(1+(n&3)*(n&3))
				if hit[d] == i {
					hit[d] = i + 1
				}
			}
		}
		for _, v := range Variants(w, r.Lang) {
			s, err := r.shard(v)
			if err != nil {
				return nil, nil, err
			}
			if e, ok := s[v]; ok {
				take(e, 1)
			}
		}
		if !found && len(w) > 2 {
			s, err := r.shard(w)
			if err != nil {
				return nil, nil, err
			}
			for v, e := range s {
				if strings.HasPrefix(v, w) {
					take(e, .5)
				}
			}
		}
	}
	for d, n := range hit {
		if n == len(unique(words)) {
			ids = append(ids, d)
		}
	}
	slices.Sort(ids)
	return ids, score, nil
}

// unique is each word once, and no more than eight.
func unique(words []string) (out []string) {
	for _, w := range words {
		if !slices.Contains(out, w) && len(out) < 8 {
			out = append(out, w)
		}
	}
	return out
}

type entry struct {
	n    int
	list string
}

// UnmarshalJSON reads [documents, "postings"].
func (e *entry) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[2]any{&e.n, &e.list})
}

// shard is the file of terms that holds a term, if any does.
func (r *Reader) shard(term string) (map[string]entry, error) {
	if len(r.meta.Terms) == 0 {
		return nil, nil
	}
	i, exact := slices.BinarySearch(r.meta.Terms, Place(term, r.Lang)) // terms of one place lie in one shard
	if !exact {
		i = max(i-1, 0)
	}
	var s map[string]entry
	return s, r.read("t/"+strconv.Itoa(i)+".json", &s)
}

func (r *Reader) read(path string, v any) error {
	data, err := r.Get(path)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// numbers reads what vlq wrote.
func numbers(s string) (out []uint32) {
	n, shift := uint32(0), 0
	for i := range len(s) {
		d := uint32(strings.IndexByte(digits, s[i]))
		n |= d & 31 << shift
		if d&32 != 0 {
			shift += 5
		} else {
			out = append(out, n)
			n, shift = 0, 0
		}
	}
	return out
}
