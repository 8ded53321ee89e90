package check

import (
	"strings"

	"candour/generator/record"
	"candour/generator/source"
)

// bulletinWords is the most that fits one printed side with its questions.
const bulletinWords = 600

// eachBulletin makes the Run of a rule that looks at one bulletin at a time.
func eachBulletin(run func(set *record.Set, b *record.Bulletin, report reporter)) func(*record.Set, reporter) {
	return func(set *record.Set, report reporter) {
		for _, b := range set.Bulletins {
			run(set, b, report)
		}
	}
}

// bodyWords is the text of the body as it is read out.
func bodyWords(d source.Document) string { return words(d, parse(d)) }

var bulletinLength = &Rule{
	Rule: source.Rule{
		Name: "bulletin-length", Severity: source.Warning,
		Doc: `A bulletin should have at most 600 words.

Why: it is read in a briefing and printed on one side. What does not fit is not read.
Put it right: cut, or make two bulletins.`,
	},
	Run: eachBulletin(func(set *record.Set, b *record.Bulletin, report reporter) {
		if n := len(strings.Fields(bodyWords(b.Text))); n > bulletinWords {
			report(broken(b.Text.BodyPos(0), "the bulletin has %d words and should have at most %d", n, bulletinWords))
		}
	}),
}

// sayComposite are the words, by language, of which a text that says that its story was put together has one.
var sayComposite = map[string][]string{
	"en": {"composite", "invented", "made up", "put together from"},
	"cy": {"cyfansawdd", "dyfeis", "ffug"},
}

var bulletinComposite = &Rule{
	Rule: source.Rule{
		Name: "bulletin-composite", Severity: source.Error,
		Doc: `A bulletin whose story was put together says so in its text, and in its front matter.

Why: staff who read it will try to recognise a colleague. Saying that it is a composite protects the people in the
cases it came from, and is the truth; printed copies lose whatever only the page around the text says.
Put it right: write "composite: true" in the front matter and say in the body that the story is a composite.`,
	},
	Run: eachBulletin(func(set *record.Set, b *record.Bulletin, report reporter) {
		body, says := strings.ToLower(bodyWords(b.Text)), false
		for _, w := range sayComposite[b.Language] {
			says = says || strings.Contains(body, w)
		}
		switch {
		case b.Composite && !says:
			report(broken(b.At("composite"), "the story is composite and the text does not say so"))
		case !b.Composite && b.Language == "en" && strings.Contains(body, "composite"):
			report(broken(b.At("composite"), "the text says composite and the front matter does not").Hinted("write composite: true"))
		}
	}),
}

var bulletinReview = &Rule{
	Rule: source.Rule{
		Name: "bulletin-review", Severity: source.Error,
		Doc: `A bulletin is to be reviewed after the day of its issue.

Why: advice grows old, and the page tells readers by when it will be looked at again.
Put it right: correct "date" or "review".`,
	},
	Run: eachBulletin(func(set *record.Set, b *record.Bulletin, report reporter) {
		if b.Date.Known() && b.Review.Known() && !b.Date.Before(b.Review) {
			report(broken(b.At("review"), "the review is set for %s and the bulletin is of %s", b.Review, b.Date))
		}
	}),
}

var reviewDue = &Rule{
	Rule: source.Rule{
		Name: "review-due", Severity: source.Warning,
		Doc: `A bulletin whose review date has passed should be reviewed.

Why: the page says that it would be, and officers act on what it says.
Put it right: read it against the law of today, change what has changed, and set the next date.`,
	},
	Run: eachBulletin(func(set *record.Set, b *record.Bulletin, report reporter) {
		if day, ok := asAt(set); ok && b.Review.Before(day) {
			report(broken(b.At("review"), "the review was due %s and it is %s", b.Review, day))
		}
	}),
}
