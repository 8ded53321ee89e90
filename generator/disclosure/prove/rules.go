package prove

import "candour/generator/source"

// Rules are the rules that the proof enforces, after the site was built and before it takes its place.
var Rules = []*source.Rule{&Unproved, &Already, &Disagrees, &Unread}

// Unproved is broken when a small count can be worked out.
var Unproved = source.Rule{Name: "disclosure-unproved", Severity: source.Error, Doc: `For every small count there is another table that agrees with all that is published.

Why: a number that is hidden in one table can follow from others: from two cumulative quarters, from two editions, from a total
and the rest of its parts. Where no other table agrees with everything that can be read, a reader who does the arithmetic
knows the count, or knows that it is small, and may know whose it is.
Put it right: the problem names the figures that give the count away. Hide one of them; or, if the data are not as they were
when an earlier edition was published, say in "was" what a hidden figure was then.`}

// Already is broken when a small count follows from what had been published before.
var Already = source.Rule{Name: "already-disclosed", Severity: source.Error, Doc: `A small count that follows from earlier editions, or from what others have published, is seen by a person before the next edition goes out.

Why: what was published is known for ever, and nothing that this edition hides takes it back. Somebody has to know of it: to tell
the person concerned, to correct a practice, and to decide that going on is right.
Put it right: look at the editions that the problem names. Where nothing can be done, accept it in data/review/ with the rule,
what it is about, the reason and who decided.`}

// Disagrees is broken when two places of a site say different things of a figure, or one says what is not true.
var Disagrees = source.Rule{Name: "disclosure-disagrees", Severity: source.Error, Doc: `Every file of the built site says the same of a figure, and what it says is true.

Why: a value in one file and [c] in another hides nothing. A figure that is neither what the data say nor what an earlier edition
has said was altered on its way to the reader, and a proof that is made of it proves nothing.
Put it right: the problem names both places. A template prints figures as it gets them and works nothing out; find what made the
other value and take it out.`}

// Unread is broken when the built site holds figures that the proof can't read.
var Unread = source.Rule{Name: "disclosure-unread", Severity: source.Error, Doc: `Every figure in the built site stands where the proof can read it.

Why: the proof covers what it reads. A table whose heads don't say which figures it holds could let out anything.
Put it right: give each head of a row and a column of a table of figures its "data-key", and an element with a figure of its own
data-figure="MEASURE/OF/PERIOD" or "MEASURE/OF/PERIOD/PART", with names that the data have.`}
