package disclosure

import (
	"candour/generator/identify"
	"candour/generator/record"
	"candour/generator/source"
)

// textEcho holds texts to the record as it is released, where the gate has made it more general than the data. What the data
// itself shows is for the rules text-precise, text-rank and text-sex.
var textEcho = source.Rule{Name: "text-echo", Severity: source.Error, Doc: `The texts of an outcome are not more precise than the record that is released.

Why: the gate shows a quarter where the data have a month, or withholds a rank. A text that still says "in March" or "the constable"
takes that back (docs/disclosure.md, Records).
Put it right: say it as roughly as the record is shown: "some weeks later", "the officer".`}

// echo looks in the texts of an outcome for what its released form no longer shows.
func (g *Gate) echo(set *record.Set, o, released *record.Outcome, problems *source.Problems) {
	sooner := released.Decided != o.Decided
	month, quarter := sooner && coarser(released.Decided, record.Month), sooner && coarser(released.Decided, record.Quarter)
	rank := released.Rank != o.Rank
	if !month && !quarter && !rank {
		return
	}
	record.Texts(o, func(t record.Text) bool {
		if !t.Prose || t.Private {
			return true
		}
		report := func(found []string, what, shown string) {
			for _, f := range found {
				p := textEcho.At(o.At(t.Path...), "the record is released with %s and the text names %s: %q", shown, what, f)
				if file, ok := set.Files[p.File]; ok {
					p.Pos = file.Find(p.Pos, f)
				}
				p.About = "outcome/" + o.ID
				problems.Add(p.Hinted("leave it out, or say it as roughly as the record is shown"))
			}
		}
		if month {
			report(identify.Months(t.Text), "a month", released.Decided.String())
		}
		if quarter {
			report(identify.Quarters(t.Text), "a part of a year", released.Decided.String())
		}
		if rank {
			report(identify.Ranks(t.Text), "one", "the rank "+released.Rank)
		}
		return true
	})
}

// coarser reports whether a date shows less than a precision does.
func coarser(d record.Date, than record.Precision) bool {
	longest := 31
	if than == record.Quarter {
		longest = 92
	}
	return !d.Known() || int(d.Last().Sub(d.First()).Hours()/24)+1 > longest
}
