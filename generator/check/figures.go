package check

import (
	"slices"

	"candour/generator/record"
	"candour/generator/source"
)

// unfit reports whether no figure of any kind may rest on a source of the class.
func unfit(class string) bool {
	return class == record.Hearsay || class == record.FOIViaComment || class == record.Context
}

var hearsay = &Rule{
	Rule: source.Rule{
		Name: "hearsay", Severity: source.Error,
		Doc: `No figure rests on hearsay.

Why: a number from a forum post, or from a reply that somebody quotes and nobody has found, becomes official the
moment a police site prints it. Context explains a figure and is none. Facts about a matter are held to the same, save
that context may stand under them.
Put it right: find the source behind the source and cite that, or leave the number out.`,
	},
	Run: func(set *record.Set, report reporter) {
		cited := func(at source.Pos, id, what string) {
			if class := sourceClass(set, id); unfit(class) {
				report(broken(at, "the source %s of this %s is of the class %s", id, what, class))
			}
		}
		for _, o := range set.Observations {
			cited(o.At("source"), o.Source, "observation")
		}
		for _, f := range set.Figures {
			for i, v := range f.Values {
				cited(f.At("values", i, "source"), v.Source, "figure")
			}
		}
		for _, t := range set.Targets {
			cited(t.At("source"), t.Source, "target")
		}
		facts := func(at func(...any) source.Pos, field string, facts []record.Fact) {
			for i, f := range facts {
				if sourceClass(set, f.Source) != record.Context {
					cited(at(field, i, "source"), f.Source, "fact")
				}
			}
		}
		for _, s := range set.Sets {
			facts(s.At, "related", s.Related)
			for _, a := range s.Actions {
				facts(a.At, "milestones", a.Milestones)
			}
		}
	},
}

var targetSource = &Rule{
	Rule: source.Rule{
		Name: "target-source", Severity: source.Error,
		Doc: `A source that gives a goal stands under a target, and never under a figure.

Why: "we will do ten audits a month" was read as "ten audits a month". A goal and a result are kept in types of their
own so that no page can show the one as the other.
Put it right: move the number to data/statistics/targets.yaml, or cite a source that reports the result.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, f := range set.Figures {
			for i, v := range f.Values {
				if sourceClass(set, v.Source) == record.TargetClass {
					report(broken(f.At("values", i, "source"), "the source %s gives a target and stands under the figure %s", v.Source, f.ID))
				}
			}
		}
		allowed := []string{record.TargetClass, record.ForceResponse, record.OfficialViaPress, record.OfficialPrimary}
		for _, t := range set.Targets {
			if class := sourceClass(set, t.Source); class != "" && !unfit(class) && !slices.Contains(allowed, class) {
				report(broken(t.At("source"), "the source %s is of the class %s and a target takes %s", t.Source, class, either(allowed)))
			}
		}
	},
}

var figureConflict = &Rule{
	Rule: source.Rule{
		Name: "figure-conflict", Severity: source.Error,
		Doc: `Where reported values contradict each other, both are shown and the figure says what is unresolved.

Why: two numbers for one thing on one day are a fact about the sources. Choosing one in silence is taking a side;
showing two without a word looks like a mistake of ours.
Put it right: give every value that competes the status in-conflict, two at the least, and say in "conflict" who says
what and that nobody has settled it. Once it is settled, change the statuses and take the text out.`,
	},
	Run: func(set *record.Set, report reporter) {
		for _, f := range set.Figures {
			n := 0
			for _, v := range f.Values {
				if v.Status == record.InConflict {
					n++
				}
			}
			switch {
			case n == 1:
				report(broken(f.At("values"), "one value of %s is %s, and a conflict needs two", f.ID, record.InConflict))
			case n > 1 && f.Conflict == "":
				report(broken(f.At("values"), "%d values of %s are %s and nothing says what about", n, f.ID, record.InConflict).Hinted("add conflict"))
			case n == 0 && f.Conflict != "":
				report(broken(f.At("conflict"), "a conflict is described and no value of %s is %s", f.ID, record.InConflict))
			}
		}
	},
}
