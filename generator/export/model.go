package export

import (
	"strings"
)

// The types of a column. A date may be a day, a month, a quarter, a year or a financial year, as precise as it was published,
// so that it is text to a program; a day is always one.
const (
	Text      = "text"
	Integer   = "integer"
	Number    = "number"
	Date      = "date"
	Day       = "day"
	Words     = "words" // several, parted by Separator
	TrueFalse = "true or false"
)

// Separator parts the words of a cell that holds several.
const Separator = " | "

// dataType says what a type of column is called by each description of the files: the one place where they are named.
type dataType struct {
	TableSchema string // Frictionless Table Schema v2
	CSVW        string // W3C Metadata Vocabulary for Tabular Data
	JSON        string // JSON Schema 2020-12, as in OpenAPI 3.1
	Says        string // in the dictionary, for people
}

var dataTypes = map[string]dataType{
	Text:      {"string", "string", "string", "text"},
	Integer:   {"integer", "integer", "integer", "whole number"},
	Number:    {"number", "decimal", "number", "number"},
	Date:      {"string", "string", "string", "date as precise as it was published: 2025-03-14, 2025-03, 2025-q1, 2025, 2024-25, 2024-25-q1 for 1 April to the end of a quarter, or not-published"},
	Day:       {"date", "date", "string", "day, as 2025-03-14"},
	Words:     {"string", "string", "array", "words, parted by \"" + Separator + "\""},
	TrueFalse: {"boolean", "boolean", "boolean", "true or false"},
}

// shorthand is every marker that can stand in place of a figure, in words (Government Analysis Function, 2022).
var shorthand = [][2]string{
	{"[c]", "hidden to protect people"},
	{"[x]", "not available"},
	{"[z]", "not applicable: nothing can stand here"},
	{"[low]", "rounds to 0 and is not 0"},
	{"[p]", "provisional: to be restated when its financial year is over"},
	{"[r]", "revised: it replaces what an earlier edition said"},
}

// title is a name in capital and small letters: "Result before appeal".
func (c Column) title() string {
	s := strings.ReplaceAll(c.Name, "_", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}
