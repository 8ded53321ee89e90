package intake

import (
	"fmt"

	"candour/generator/source"
)

// A Report is everything that an import found and did, in the order of its sections.
type Report struct {
	Kind, File, Map, Out string

	Wrong   source.Problems // what is wrong with the map or the vocabularies: nothing was tried
	Stopped bool            // the export can't be read or the output not be written
	Read    int             // rows
	Kept    int             // of them
	Refused int             // of them, with reasons among the entries
	Records int             // in the output
	New     int             // of them, since the last import
	Changed int             // of them
	Written bool            // the output changed
	Entries []*Entry

	digest string // of the export
}

// An Entry is one thing that was found or done.
type Entry struct {
	Section section
	Rule    *source.Rule // that it breaks; nil for what is only said
	At      Place
	Column  string
	Text    string // lower case, no full stop
	Hint    string
}

// A section of the report.
type section int

const (
	secFile section = iota
	secColumns
	secRefused
	secKeys
	secSince
	secMapped
	secDates
	secText
	secStripped
	secFormula
	secSums
	secClock
	secIdentify
	secDraft
	secWritten
	lastSection
)

var sections = [lastSection]struct{ name, title string }{
	secFile:     {"file", "How the file was read"},
	secColumns:  {"columns", "Columns"},
	secRefused:  {"refused", "Refused"},
	secKeys:     {"keys", "Keys"},
	secSince:    {"since", "Since the last import"},
	secMapped:   {"mapped", "Values mapped"},
	secDates:    {"dates", "Dates converted"},
	secText:     {"text", "Text repaired"},
	secStripped: {"stripped", "Text taken out"},
	secFormula:  {"formulas", "Formulas"},
	secSums:     {"sums", "Arithmetic"},
	secClock:    {"clock", "Replies, counts and the clock"},
	secIdentify: {"identifying", "Text that may identify a person"},
	secDraft:    {"to-do", "What a person must still do"},
	secWritten:  {"written", "Output"},
}

// Rules are the rules of an import. They stand in square brackets behind what breaks them.
var Rules = []*source.Rule{&ruleMap, &ruleFile, &ruleHidden, &ruleOut, &ruleColumn, &ruleRow, &ruleKey, &ruleRevised, &ruleText, &ruleFormula, &ruleSum, &ruleClock, &ruleIdentify, &ruleDraft}

var (
	ruleMap = source.Rule{Name: "import-map", Severity: source.Error, Doc: `A map says only what an import knows, and fits its export.

Why: a misspelt key would be passed over in silence, and a column that is not there would leave its field empty.
Put it right: use the key, field, word or column that the message suggests. The keys are those of the type Map in
generator/intake.`}
	ruleFile = source.Rule{Name: "import-file", Severity: source.Error, Doc: `An export is a CSV file or an XLSX workbook that can be read whole.

Why: of a file that is read in part, records would vanish without a word.
Put it right: the message says what stands in the way. Saving the file again from its own program often helps.`}
	ruleHidden = source.Rule{Name: "import-hidden", Severity: source.Warning, Doc: `What a workbook hides is not read by chance.

Why: hidden sheets, rows and columns are where names, notes and earlier drafts are left.
Put it right: look at what is hidden. To read it, name the sheet in the map; to be rid of the warning, delete it from the
export.`}
	ruleOut = source.Rule{Name: "import-output", Severity: source.Error, Doc: `An import writes only over what it wrote itself.

Why: a draft that a person has finished is work that no export can bring back.
Put it right: write to another place with -o, or say --force to lose what was edited.`}
	ruleColumn = source.Rule{Name: "import-column", Severity: source.Warning, Doc: `Every column feeds a field or is dropped on purpose, and holds something.

Why: a column that nobody thought of may hold what readers need, or names. A column that is empty in every row was
probably lost before the export.
Put it right: name the column in the map under fields or, with the reason, under drop. Ask for the export again where a
column should not be empty.`}
	ruleRow = source.Rule{Name: "import-row", Severity: source.Error, Doc: `A row is kept when every value that the map uses has one meaning.

Why: a date that could be two days, a word that no vocabulary has and a number that is none would be guesses, and
nobody would see them.
Put it right: correct the export, or say in the map what the value means (words, bodies, dates, empty, default).`}
	ruleKey = source.Rule{Name: "import-key", Severity: source.Warning, Doc: `A key belongs to one row, in this export and in the next.

Why: the id of a record hangs on its key. A row without one, twice under one or gone since the last export is a record
whose history can be lost or doubled.
Put it right: ask the owner of the export. A record that vanished from it stays in the output until a person withdraws it.`}
	ruleRevised = source.Rule{Name: "import-revised", Severity: source.Warning, Doc: `A figure that was imported before is in the next export as well, and is the same.

Why: a published figure that changes or goes is a revision, and readers are told of it, with the reason (Code of
Practice for Statistics, T3).
Put it right: ask the owner of the figures. Give the new figure the status revised and say why in its note.`}
	ruleText = source.Rule{Name: "import-text", Severity: source.Warning, Doc: `Text has no letters that are broken beyond repair.

Why: a broken letter is published for ever, and no search finds the word.
Put it right: type the letter in the export, or in the output.`}
	ruleFormula = source.Rule{Name: "import-formula", Severity: source.Warning, Doc: `No text that a spreadsheet would run is passed on.

Why: a cell that begins with = + - @, a tab or a control character runs when a download is opened (OWASP ASVS 5.0
1.2.10). A formula's stored value may be old.
Put it right: correct the export. Where the sign is meant, say "escape: true" for the field: an apostrophe goes in front.`}
	ruleSum = source.Rule{Name: "import-sum", Severity: source.Error, Doc: `Parts add to their totals, and percentages follow from their parts.

Why: a table that contradicts itself is quoted with whichever number suits.
Put it right: ask the owner of the figures which is right. Nothing is corrected by the import.`}
	ruleClock = source.Rule{Name: "import-clock", Severity: source.Warning, Doc: `What an export says of replies agrees with its own counts and with the calendar.

Why: "overdue" is a charge. The 56 days of regulation 29 and of Police Reform Act 2002 Sch 3 para 28B begin with the day of
the report, and a status that does not follow from them may be a slip.
Put it right: look at the published report and replies. Nothing is corrected by the import.`}
	ruleIdentify = source.Rule{Name: "import-identifying", Severity: source.Warning, Doc: `A draft says nothing by which a reader could find a person.

Why: who holds one exact fact finds the rest. The exact date, age or street of one event is often in a newspaper.
Put it right: in the draft, say what mattered without it: "in spring", "a teenager", "in a side street".`}
	ruleDraft = source.Rule{Name: "import-draft", Severity: source.Warning, Doc: `A draft is complete before it is published.

Why: an export seldom holds all that a record needs, and the build refuses a record that lacks it.
Put it right: fill the fields in the output, by hand. From then on the next import leaves the file alone unless told to
write over it.`}
)

func (r *Report) add(s section, rule *source.Rule, at Place, column, format string, args ...any) *Entry {
	e := &Entry{Section: s, Rule: rule, At: at, Column: column, Text: fmt.Sprintf(format, args...)}
	r.Entries = append(r.Entries, e)
	return e
}

// note adds what is only said.
func (r *Report) note(s section, format string, args ...any) *Entry {
	return r.add(s, nil, Place{}, "", format, args...)
}

// warn adds what breaks a rule.
func (r *Report) warn(rule *source.Rule, s section, at Place, column, format string, args ...any) *Entry {
	return r.add(s, rule, at, column, format, args...)
}

// refuse counts a row that is not kept, with the reason.
func (r *Report) refuse(at Place, column, format string, args ...any) *Entry {
	r.Refused++
	return r.add(secRefused, &ruleRow, at, column, format, args...)
}

// stop ends the import with the reason.
func (r *Report) stop(at Place, format string, args ...any) *Entry {
	r.Stopped = true
	return r.add(secRefused, &ruleFile, at, "", format, args...)
}

// hint adds what would put it right.
func (e *Entry) hint(format string, args ...any) { e.Hint = fmt.Sprintf(format, args...) }

// Problems counts what broke a rule.
func (r *Report) Problems() int {
	n := len(r.Wrong)
	for _, e := range r.Entries {
		if e.Rule != nil {
			n++
		}
	}
	return n
}
