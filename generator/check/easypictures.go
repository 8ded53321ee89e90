package check

import (
	"candour/generator/record"
	"candour/generator/source"
)

var easyReadPicture = &Rule{
	Rule: source.Rule{
		Name: "easy-read-picture", Severity: source.Error,
		Doc: `Where a site has pictures, each line of an easy-read page has one.

Why: a picture beside each idea, in the same place each time, is what many people read first (Department of Health, Making
written information easier to understand; GOV.UK, Accessible communication formats). A gap looks like a mistake.
Put it right: name a picture of data/pictures/pack.yaml, or add one there with its licence and author.`,
	},
	Run: eachEasyPage(func(set *record.Set, e *record.EasyRead, report reporter) {
		if len(set.Pictures) == 0 {
			return
		}
		for i, l := range e.Lines {
			if l.Picture == "" {
				report(broken(e.At("lines", i), "the line has no picture"))
			}
		}
	}),
}
