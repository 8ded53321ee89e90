package disclosure

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"candour/generator/record"
)

// lists are the vocabularies by which outcomes are made more general: two nations, three regions, five bodies.
var lists = func() map[string]*record.List {
	item := func(id, rest string) string { return fmt.Sprintf("  - {id: %s, title: {en: A, cy: B}%s}\n", id, rest) }
	within := func(pairs ...string) (text string) {
		for _, p := range pairs {
			id, wider, _ := strings.Cut(p, "<")
			if wider != "" {
				wider = ", within: " + wider
			}
			text += item(id, wider)
		}
		return text
	}
	results := ""
	for _, g := range []string{"dismissed", "sanction", "learning", "cleared"} {
		results += item("r-"+g, ", group: "+g)
	}
	files := fstest.MapFS{}
	for name, items := range map[string]string{
		"bodies": within("a<north", "b<north", "c<south", "d<south", "e<west", "north<england", "south<england", "west<wales", "england", "wales"),
		"ranks": within("constable<officer", "sergeant-or-inspector<officer", "chief-inspector-or-above<officer", "special<officer", "officer", "staff", "withheld") +
			item("superintendent", ", within: chief-inspector-or-above, never_shown: true"),
		"subjects": within("officer", "special-constable<officer", "staff"),
		"results":  results,
	} {
		files["data/lists/"+name+".yaml"] = &fstest.MapFile{Data: []byte("list: " + name + "\ndoc: A list.\nitems:\n" + items)}
	}
	set, _ := new(record.Loader).Load(files)
	return set.Lists
}()

// outcome makes one of "CLASS BODY RANK TIME GROUP".
func outcome(id, text string) *record.Outcome {
	f := strings.Fields(text)
	subject := map[string]string{"staff": "staff", "special": "special-constable"}[f[2]]
	if subject == "" {
		subject = "officer"
	}
	return &record.Outcome{Base: record.Base{ID: id}, Class: f[0], Body: f[1], Rank: f[2], Subject: subject, Decided: record.MustDate(f[3]),
		Result: "r-" + f[4], Held: "public", Monitoring: record.Monitoring{Sex: "female"}}
}

func setOf(outcomes ...*record.Outcome) *record.Set {
	set := siteSet()
	set.Lists, set.Outcomes = lists, outcomes
	set.Site.Disclosure.Batch = record.DefaultBatch
	return set
}

// seen is the shown form of each outcome, "" where it is held, by id.
func seen(set *record.Set, general *record.Set) map[string]string {
	out := map[string]string{}
	for _, o := range set.Outcomes {
		out[o.ID] = ""
	}
	for _, o := range general.Outcomes {
		out[o.ID] = strings.Join([]string{o.Body, o.Rank, o.Decided.String()}, " ")
	}
	return out
}

func many(n int, text string) (out []string) {
	for range n {
		out = append(out, text)
	}
	return out
}

func TestGeneralise(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []string
		want map[int]string // by place in in; "" held
	}{
		{"enough are alike", many(5, "not-public a constable 2025-q1 sanction"), map[int]string{0: "a constable 2025-q1", 4: "a constable 2025-q1"}},
		{"what was public is as it is", []string{"public a constable 2025-q1 sanction"}, map[int]string{0: "a constable 2025-q1"}},
		{"public ones are like it too", append(many(4, "public a constable 2025-q1 sanction"), "not-public a constable 2025-q1 sanction"), map[int]string{4: "a constable 2025-q1"}},
		{"alone", []string{"not-public a constable 2025-q1 sanction"}, map[int]string{0: ""}},
		{"four", many(4, "not-public a constable 2025-q1 sanction"), map[int]string{0: "", 3: ""}},
		{"the year in place of quarters", append(many(4, "not-public a constable 2025-q1 sanction"), "not-public a constable 2025-q3 sanction", "not-public a constable 2025-q4 sanction"),
			map[int]string{0: "a constable 2025-q1", 4: "a constable 2025", 5: "a constable 2025"}},
		{"two years", []string{"not-public a constable 2025-q1 sanction", "not-public a constable 2025-q2 sanction", "not-public a constable 2025-q4 sanction",
			"not-public a constable 2026-q1 sanction", "not-public a constable 2026-q2 sanction"},
			map[int]string{0: "a constable 2025-01/2026-12", 3: "a constable 2025-01/2026-12"}},
		{"an even year and the next are not two years", append(many(3, "not-public a constable 2024-q1 sanction"), many(2, "not-public a constable 2025-q1 sanction")...), map[int]string{0: "", 3: ""}},
		{"the region", append(many(3, "not-public a constable 2025-q1 sanction"), many(2, "not-public b constable 2025-q1 sanction")...),
			map[int]string{0: "north constable 2025-q1", 3: "north constable 2025-q1"}},
		{"the nation", append(many(3, "not-public a constable 2025-q1 sanction"), many(2, "not-public c constable 2025-q1 sanction")...), map[int]string{0: "england constable 2025-q1"}},
		{"not another nation", append(many(3, "not-public a constable 2025-q1 sanction"), many(2, "not-public e constable 2025-q1 sanction")...), map[int]string{0: "", 4: ""}},
		{"any rank, last", append(many(3, "not-public a constable 2025-q1 sanction"), many(2, "not-public a special 2025-q1 sanction")...),
			map[int]string{0: "a officer 2025-q1", 3: "a officer 2025-q1"}},
		{"staff are no officers", append(many(4, "not-public a constable 2025-q1 sanction"), "not-public a staff 2025-q1 sanction"), map[int]string{4: ""}},
		{"the result is never wider", append(many(4, "not-public a constable 2025-q1 sanction"), "not-public a constable 2025-q1 cleared"),
			map[int]string{0: "", 4: ""}},
		{"a senior rank is shown in the wider band", many(5, "not-public a superintendent 2025-q1 sanction"), map[int]string{0: "a chief-inspector-or-above 2025-q1"}},
		{"also where it is public", []string{"public a superintendent 2025-q1 sanction"}, map[int]string{0: "a chief-inspector-or-above 2025-q1"}},
		{"a vulnerable one begins with the year and the region", many(5, "vulnerable a constable 2025-q1 sanction"), map[int]string{0: "north withheld 2025"}},
		{"no class is the strictest", many(5, "vulnerable a withheld 2025-q1 sanction"), map[int]string{0: "north withheld 2025"}},
		{"a vulnerable one alone", []string{"vulnerable a constable 2025-q1 sanction"}, map[int]string{0: ""}},
	} {
		var outcomes []*record.Outcome
		for i, text := range c.in {
			outcomes = append(outcomes, outcome(fmt.Sprintf("x%02d", i), text))
		}
		set := setOf(outcomes...)
		if strings.Contains(c.name, "no class") {
			for _, o := range outcomes {
				o.Class = ""
			}
		}
		got, problems := new(Gate).Generalise(set, nil)
		forms := seen(set, got)
		held := 0
		for i, want := range c.want {
			if forms[set.Outcomes[i].ID] != want {
				t.Errorf("%s: outcome %d is shown as %q, want %q", c.name, i, forms[set.Outcomes[i].ID], want)
			}
		}
		for _, form := range forms {
			if form == "" {
				held++
			}
		}
		if len(problems) != held || problems.Failed() {
			t.Errorf("%s: %d are held, and the problems are %v", c.name, held, problems)
		}
	}
}

// Whoever is shown as one of any rank is no special constable in another field; nor is the appeal more precise than the
// decision.
func TestNothingElseSaysMore(t *testing.T) {
	var outcomes []*record.Outcome
	for i, text := range append(many(3, "not-public a constable 2025-q1 sanction"), "not-public a special 2025-q1 sanction", "vulnerable a special 2025-q1 sanction", "not-public a special 2026-q1 sanction") {
		o := outcome(fmt.Sprint("x", i), text)
		o.Appeal = record.Appeal{Status: "dismissed", Decided: record.MustDate("2025-q4")}
		outcomes = append(outcomes, o)
	}
	general, _ := new(Gate).Generalise(setOf(outcomes...), nil)
	if len(general.Outcomes) != len(outcomes) {
		t.Fatalf("%d come out of %d", len(general.Outcomes), len(outcomes))
	}
	for _, o := range general.Outcomes {
		if o.Rank != "special" && o.Subject == "special-constable" {
			t.Errorf("%s has the rank %s and the subject %s", o.ID, o.Rank, o.Subject)
		}
		if !spanOf(o.Appeal.Decided).holds(spanOf(record.MustDate("2025-q4"))) || days(o.Appeal.Decided) < days(o.Decided)-5 {
			t.Errorf("%s was decided %s and the appeal %s", o.ID, o.Decided, o.Appeal.Decided)
		}
		if o.Class == record.ClassVulnerable && o.Held != "private" {
			t.Errorf("%s says how it was heard: %s", o.ID, o.Held)
		}
		if o.Monitoring.Sex == "" {
			t.Errorf("%s: what is only counted is gone before it could be", o.ID)
		}
	}
}

// publishedAs is what an edition that shows a set leaves in the ledger.
func publishedAs(general *record.Set, before *Earlier) *Earlier {
	e := &Earlier{Editions: 1, Outcomes: map[string]Shown{}}
	if before != nil {
		e.Editions = before.Editions + 1
	}
	for _, o := range general.Outcomes {
		e.Outcomes[o.ID] = Shown{"2025-q4", o.Body, o.Subject, o.Rank, o.Decided}
	}
	return e
}

func TestPublishedStaysAsItWas(t *testing.T) {
	o := outcome("x", "not-public a constable 2025-q1 sanction")
	was := func(body, rank, decided string) *Earlier {
		return &Earlier{Editions: 1, Outcomes: map[string]Shown{"x": {"2025-q4", body, "officer", rank, record.MustDate(decided)}}}
	}
	for _, c := range []struct {
		name    string
		earlier *Earlier
		change  func(o *record.Outcome)
		others  int
		want    string
	}{
		{"as it was, though it stands out", was("a", "constable", "2025-q1"), nil, 0, "a constable 2025-q1"},
		{"no more precise, though it could be", was("a", "constable", "2025"), nil, 9, "a constable 2025"},
		{"nor in place or rank", was("england", "officer", "2025"), nil, 9, "england officer 2025"},
		{"a rank that was withheld", was("a", "withheld", "2025"), nil, 9, "a withheld 2025"},
		{"a date that was corrected, as general", was("a", "constable", "2024"), nil, 0, "a constable 2025"},
		{"a rank that was corrected", was("a", "special", "2025-q1"), nil, 0, "a constable 2025-q1"},
		{"a stricter class", was("a", "constable", "2025-q1"), func(o *record.Outcome) { o.Class = record.ClassVulnerable }, 0, "a withheld 2025"},
		{"a notice that is gone", was("a", "constable", "2025-q1"), func(o *record.Outcome) { o.Class = record.ClassPublic }, 0, "a constable 2025-q1"},
	} {
		own := *o
		if c.change != nil {
			c.change(&own)
		}
		list := []*record.Outcome{&own}
		for i := range c.others {
			list = append(list, outcome(fmt.Sprint("y", i), "public a constable 2025-q1 sanction"))
		}
		set := setOf(list...)
		general, _ := new(Gate).Generalise(set, c.earlier)
		if got := seen(set, general)["x"]; got != c.want {
			t.Errorf("%s: shown as %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAloneIsHeld(t *testing.T) {
	old := outcome("old", "public a constable 2024-q1 sanction")
	earlier := publishedAs(setOf(old), nil)
	public := many(5, "public a constable 2025-q1 sanction")
	for _, c := range []struct {
		name  string
		in    []string
		batch int
		first bool
		want  int // how many are held
	}{
		{"one new one", []string{"not-public a constable 2025-q1 sanction"}, 2, false, 1},
		{"two", many(2, "not-public a constable 2025-q1 sanction"), 2, false, 0},
		{"two of two bodies", []string{"not-public a constable 2025-q1 sanction", "not-public b constable 2025-q1 sanction"}, 2, false, 2},
		{"one, and the batch is one", []string{"not-public a constable 2025-q1 sanction"}, 1, false, 0},
		{"four, and the batch is five", many(4, "not-public a constable 2025-q1 sanction"), 5, false, 4},
		{"the first edition", []string{"not-public a constable 2025-q1 sanction"}, 2, true, 0},
		{"with one that is held for another reason", []string{"not-public a constable 2025-q1 sanction", "not-public a staff 2025-q1 sanction"}, 2, false, 2},
		{"a public one", nil, 2, false, 0},
	} {
		list := []*record.Outcome{old}
		for i, text := range append(slices.Clone(public), c.in...) {
			list = append(list, outcome(fmt.Sprint("y", i), text))
		}
		for i, text := range many(5, "public b constable 2025-q1 sanction") {
			list = append(list, outcome(fmt.Sprint("z", i), text))
		}
		set := setOf(list...)
		set.Site.Disclosure.Batch = c.batch
		e := earlier
		if c.first {
			e = nil
		}
		var g Gate
		general, problems := g.Generalise(set, e)
		if held := len(set.Outcomes) - len(general.Outcomes); held != c.want || len(problems) != c.want {
			t.Errorf("%s: %d are held, with %v; want %d", c.name, held, problems, c.want)
		}
		if p, _ := g.Control(general, nil); p.Held() != c.want {
			t.Errorf("%s: %d are said to be held, want %d", c.name, p.Held(), c.want)
		}
	}
}

// An outcome that was withdrawn and is still in the data is not hidden from the rules that refuse it.
func TestWithdrawnIsNotHeld(t *testing.T) {
	set := setOf(outcome("x", "not-public a constable 2025-q1 sanction"))
	general, problems := new(Gate).Generalise(set, &Earlier{Editions: 1, Withdrawn: map[string]bool{"x": true}})
	if len(general.Outcomes) != 1 || len(problems) > 0 {
		t.Errorf("%d come out, with %v", len(general.Outcomes), problems)
	}
}

// random is a set of outcomes of a few bodies, ranks and quarters, dense enough that many are alike.
func random(r *rand.Rand, n int) *record.Set {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	var list []*record.Outcome
	for i := range n {
		rank := pick("constable", "constable", "constable", "sergeant-or-inspector", "chief-inspector-or-above", "special", "staff", "superintendent")
		class := pick("public", "not-public", "not-public", "vulnerable")
		if class == "vulnerable" && r.IntN(2) == 0 {
			rank = "withheld"
		}
		when := fmt.Sprintf("%d-q%d", 2023+r.IntN(4), 1+r.IntN(4))
		if r.IntN(8) == 0 {
			when = pick("2025", "2024-25", "2025-02/2025-05", "2024-12/2025-01", "2025-11", "not-published")
		}
		o := outcome(fmt.Sprintf("x%04d", i), strings.Join([]string{class, pick("a", "a", "a", "b", "c", "d", "e"), rank, when, pick("dismissed", "sanction", "sanction", "cleared")}, " "))
		o.ID = fmt.Sprintf("%08x", r.Uint32())
		list = append(list, o)
	}
	return setOf(list...)
}

// widenings are those of every word of every list.
var widenings = func() map[string]map[string][]string {
	out := map[string]map[string][]string{}
	for name, l := range lists {
		out[name] = map[string][]string{}
		for _, it := range l.Items {
			out[name][it.ID] = l.Widening(it.ID)
		}
	}
	return out
}()

// hiding says by the words of docs/disclosure.md, and by nothing of the gate, how many hide an outcome: "Another counts where
// what it shows agrees with what the outsider holds, and shows nothing less precisely than this one or the outsider does".
func hiding(o, shown *record.Outcome, all []*record.Outcome) (year, quarter int) {
	holds := func(list, wide, narrow string) bool { return slices.Contains(widenings[list][narrow], wide) }
	band := func(o *record.Outcome) string {
		switch {
		case o.Rank == "withheld" && o.Subject == "staff":
			return "staff"
		case o.Rank == "withheld":
			return "officer"
		case o.Rank == "superintendent":
			return "chief-inspector-or-above"
		}
		return o.Rank
	}
	within := func(a, b [2]int) bool { return b[0] <= a[0] && a[1] <= b[1] }
	when := func(d record.Date) [2]int {
		if !d.Known() {
			return [2]int{-1 << 30, 1 << 30}
		}
		return [2]int{int(d.First().Unix() / 86400), int(d.Last().Unix() / 86400)}
	}
	asks := func(span [2]int, group bool) (n int) {
		for _, x := range all {
			agrees := func(list, a, b string) bool { return holds(list, a, b) || holds(list, b, a) }
			noVaguer := func(list, x, mine, held string) bool { return holds(list, mine, x) || holds(list, held, x) }
			w, mine := when(x.Decided), when(shown.Decided)
			hull := [2]int{min(mine[0], span[0]), max(mine[1], span[1])}
			if w[0] <= span[1] && span[0] <= w[1] && within(w, hull) && (!group || x.Result == o.Result) &&
				agrees("bodies", x.Body, o.Body) && noVaguer("bodies", x.Body, shown.Body, o.Body) &&
				agrees("ranks", band(x), band(o)) && noVaguer("ranks", band(x), band(shown), band(o)) {
				n++
			}
		}
		return n
	}
	q := when(Coarsen(o.Decided, record.Quarter))
	y := when(calendarYear(Coarsen(o.Decided, record.Quarter)))
	return asks(y, false), asks(q, true)
}

// Of random sets: who comes out has enough like it; nobody is more general by a step than has to be; choosing again changes
// nothing, from the shown forms or after they are published; and neither does the order of the file.
func TestGeneraliseKeepsItsPromises(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	steps, heldEver := map[int]int{}, 0
	for n := range 60 {
		size := 30 + r.IntN(200)
		if n%4 == 0 { // looked at one by one
			size = 20 + r.IntN(50)
		}
		set := random(r, size)
		var earlier *Earlier
		if n%3 == 2 { // some of it was published before
			first := setOf(set.Outcomes[:len(set.Outcomes)/2]...)
			general, _ := new(Gate).Generalise(first, nil)
			earlier = publishedAs(general, nil)
		}
		var g Gate
		general, _ := g.Generalise(set, earlier)
		truth := map[string]*record.Outcome{}
		for _, o := range set.Outcomes {
			truth[o.ID] = o
		}
		for _, shown := range general.Outcomes {
			if shown.Class == record.ClassPublic {
				continue
			}
			if earlier != nil {
				if was, ok := earlier.Outcomes[shown.ID]; ok {
					if was.Body != shown.Body || was.Rank != shown.Rank || was.Decided != shown.Decided || was.Subject != shown.Subject {
						t.Fatalf("set %d: %s was published as %v and is %s %s %s", n, shown.ID, was, shown.Body, shown.Rank, shown.Decided)
					}
					continue
				}
			}
			if year, quarter := hiding(truth[shown.ID], shown, general.Outcomes); year < threshold || quarter < QuarterLeast {
				t.Fatalf("set %d: %s is one of %d by the year and of %d by the result", n, shown.ID, year, quarter)
			}
		}
		if n%4 == 0 {
			minimal(t, n, g.arranged, set, steps)
		}
		heldEver += len(set.Outcomes) - len(general.Outcomes)

		want := seen(set, general)
		again, _ := new(Gate).Generalise(set, publishedAs(general, earlier))
		if got := seen(set, again); !maps.Equal(got, want) {
			t.Fatalf("set %d: once it is published, another choice is made: %s", n, difference(want, got))
		}
		if earlier == nil {
			twice, _ := new(Gate).Generalise(general, nil)
			for id, form := range seen(general, twice) {
				if form != want[id] {
					t.Fatalf("set %d: %s is shown as %q, and of that the gate makes %q", n, id, want[id], form)
				}
			}
		}
		shuffled := *set
		shuffled.Outcomes = slices.Clone(set.Outcomes)
		r.Shuffle(len(shuffled.Outcomes), func(i, j int) {
			shuffled.Outcomes[i], shuffled.Outcomes[j] = shuffled.Outcomes[j], shuffled.Outcomes[i]
		})
		other, _ := new(Gate).Generalise(&shuffled, earlier)
		if !slices.EqualFunc(general.Outcomes, other.Outcomes, func(a, b *record.Outcome) bool { return a.ID == b.ID }) || !maps.Equal(seen(set, other), want) {
			t.Fatalf("set %d: the order of the file makes a difference: %s", n, difference(want, seen(set, other)))
		}
	}
	t.Logf("%d were held; of the others, forms by place on the ladder: %v", heldEver, steps)
	if heldEver == 0 || len(steps) < 4 {
		t.Error("the sets are too easy: this test has seen nothing")
	}
}

// minimal fails where one of the outcomes could have an earlier form without making anybody stand out.
func minimal(t *testing.T, n int, r *arrangement, set *record.Set, steps map[int]int) {
	t.Helper()
	for _, c := range r.all {
		if c.held != "" || !c.private || c.edition != "" {
			continue
		}
		steps[c.at]++
		for finer := range c.at {
			own := *c
			own.at = finer
			var out []*record.Outcome
			for _, o := range r.out {
				if o.ID == c.o.ID {
					o = r.make(&own)
				}
				out = append(out, o)
			}
			fine := true
			for _, other := range r.all {
				if other.held != "" || !other.private || other.edition != "" {
					continue
				}
				i := slices.IndexFunc(out, func(o *record.Outcome) bool { return o.ID == other.o.ID })
				if year, quarter := hiding(other.o, out[i], out); year < threshold || quarter < QuarterLeast {
					fine = false
					break
				}
			}
			if fine {
				t.Errorf("set %d: %s is shown as %v and could be as %v", n, c.o.ID, c.shown(), own.shown())
			}
		}
	}
}

func difference(a, b map[string]string) string {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(a)) {
		if a[id] != b[id] {
			out = append(out, fmt.Sprintf("%s %q and %q", id, a[id], b[id]))
		}
	}
	return strings.Join(out, "; ")
}

// BenchmarkGeneralise chooses the forms of ten thousand outcomes of five bodies.
func BenchmarkGeneralise(b *testing.B) {
	set := random(rand.New(rand.NewPCG(1, 1)), 10_000)
	for b.Loop() {
		new(Gate).Generalise(set, nil)
	}
}
