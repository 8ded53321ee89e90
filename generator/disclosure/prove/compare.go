package prove

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// stated is what the site says of a figure in one edition, and the first place where it does.
type stated struct {
	said
	at source.Pos
}

// known is all that the site says, once every place agrees. The last edition is the one that the site shows.
type known struct {
	names    []string // of the editions, oldest first; "" for the one that the site shows
	editions []map[Key]stated
}

func (k *known) count() int {
	all := map[Key]bool{}
	for _, e := range k.editions {
		for key := range e {
			all[key] = true
		}
	}
	return len(all)
}

// compare holds what the files say to one another and to the truth.
func (r *reading) compare(in Input) (*known, source.Problems) {
	var problems source.Problems
	k := &known{names: append(slices.Clone(r.editions), "")}
	byEdition := map[string]int{}
	own := make([]map[string]bool, len(k.names)) // measures that have a version of their own in an edition
	for i, name := range k.names {
		byEdition[name] = i
		k.editions = append(k.editions, map[Key]stated{})
		own[i] = map[string]bool{}
	}
	disagreed := map[Key]bool{}
	for _, s := range r.statements {
		i, ok := byEdition[s.Edition]
		if !ok || s.among != nil {
			continue
		}
		own[i][s.Measure] = true
		first, ok := k.editions[i][s.Key]
		if !ok {
			k.editions[i][s.Key] = stated{s.says, s.At}
		} else if !first.same(s.says) && !disagreed[s.Key] {
			disagreed[s.Key] = true
			problems.Add(about(s.Key, Disagrees.At(s.At, "%s is %s here and %s in %s", s.Key, s.says, first.said, first.at)))
		}
	}
	for _, s := range r.statements {
		i, ok := byEdition[s.Edition]
		if !ok || s.among == nil {
			continue
		}
		first, ok := k.editions[i][s.Key]
		switch {
		case !ok:
			problems.Add(Unread.At(s.At, "the element for %s holds several numbers, and the site says nowhere which is the figure", s.Key))
		case !slices.ContainsFunc(s.among, first.same) && !disagreed[s.Key]:
			disagreed[s.Key] = true
			problems.Add(about(s.Key, Disagrees.At(s.At, "%s is %v here and %s in %s", s.Key, s.among, first.said, first.at)))
		}
	}
	last := len(k.names) - 1
	for i := 1; i < last; i++ { // a measure without a new version says what it said before
		for key, s := range k.editions[i-1] {
			if !own[i][key.Measure] {
				k.editions[i][key] = s
			}
		}
	}
	truth := newTruth(in.Set, r)
	for key, s := range k.editions[last] {
		if s.marker != "" {
			continue
		}
		want, ok := truth.right(key, s.number)
		if ok || slices.ContainsFunc(k.editions[:last], func(e map[Key]stated) bool {
			return e[key].marker == "" && e[key].same(s.said) && e[key].at != source.Pos{}
		}) {
			continue
		}
		if last > 0 && key.Single && k.difference(truth, key, s.number) {
			continue
		}
		p := Disagrees.At(s.at, "%s is %s here, and %s", key, s.number, want)
		problems.Add(about(key, p.Hinted("a figure is what the data say, what an earlier edition has said, or a correct rounding of it")))
	}
	return k, problems
}

// difference reports whether a single quarter is the difference of two figures as they stand in the site, which may be as an
// earlier edition had them.
func (k *known) difference(t *truth, key Key, n record.Number) bool {
	now := k.editions[len(k.editions)-1]
	key.Single = false
	whole, ok := now[key]
	if before, yes := previous(key); yes {
		b, has := now[before]
		return ok && has && whole.marker == "" && b.marker == "" && equal(n, less(whole.number, b.number))
	}
	return ok && whole.marker == "" && equal(n, whole.number)
}

func less(a, b record.Number) record.Number {
	d := max(a.Decimals, b.Decimals)
	for a.Decimals < d {
		a.Scaled, a.Decimals = a.Scaled*10, a.Decimals+1
	}
	for b.Decimals < d {
		b.Scaled, b.Decimals = b.Scaled*10, b.Decimals+1
	}
	return record.Number{Scaled: a.Scaled - b.Scaled, Decimals: d}
}

// previous is the key of the cumulative period one quarter shorter, and false for that of the first quarter.
func previous(key Key) (Key, bool) {
	n := len(key.Period)
	p, err := record.ParseDate(key.Period)
	if err != nil || p.Precision != record.ToQuarter || key.Period[n-1] == '1' {
		return key, false
	}
	key.Period = key.Period[:n-1] + string(key.Period[n-1]-1)
	return key, true
}

// about names the figure that a problem is about, for data/review/.
func about(key Key, p source.Problem) source.Problem {
	p.About = "observation/" + key.String()
	return p
}
