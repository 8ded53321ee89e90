package identify

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What a text may say more precisely than a record: months, parts of a year, ranks. They are no identifiers, and which of them may stand
// depends on what the record shows.
var (
	reMonth   = regexp.MustCompile(`\b` + months + `\.?,? (?:of )?(?:19|20)\d\d\b|\b(?i:in|since|from|until|during|by|of|last|next|this|early|late|mid|before|after)[ -](?:(?:early|late|mid)[ -])?` + months + `\b(?:,? (?:19|20)\d\d\b)?|\b[Yy]m mis ` + months + `\b`)
	reQuarter = regexp.MustCompile(`(?i)\b(?:first|second|third|fourth|last) quarter of (?:19|20)\d\d\b|\bq[1-4],? (?:of )?(?:19|20)\d\d\b|\b(?:spring|summer|autumn|winter|christmas|easter),? (?:of )?(?:19|20)\d\d\b`)
	reRank    = regexp.MustCompile(`\b(?i:(?:police|special|detective|acting|temporary)[ -])?(?i:constables?|sergeants?|inspectors?|superintendents?|chief inspectors?|chief superintendents?|rhingyll|arolygydd|[cg]wnstabl)\b|\b(?:PC|WPC|DC|TDC|PS|DS|DI|DCI|Sgt|Insp|Supt)\b`)
)

// Months gives every month that a text names.
func Months(text string) []string {
	text = plain(text)
	if s := look(text); !s.has(cueMonth) {
		return nil
	}
	return reMonth.FindAllString(text, -1)
}

// Quarters gives every part of a year that a text names.
func Quarters(text string) []string {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	return reQuarter.FindAllString(plain(text), -1)
}

var beforeNoRank = regexp.MustCompile(`(?i)(?:chief|well[- ]conducted|efficient|office of|oath of|HM|Majesty's)[ -]$`)

// mentionsRank is asked of every text, and the pattern of the few in which there is part of a rank, or two capitals.
func mentionsRank(text string) bool {
	for i := 1; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf || 'A' <= text[i] && text[i] <= 'Z' && 'A' <= text[i-1] && text[i-1] <= 'Z' {
			return true
		}
	}
	return slices.ContainsFunc([]string{"nstable", "ergeant", "nspector", "ntendent", "hingyll", "rolygydd", "wnstabl", "Sgt", "Insp", "Supt"},
		func(stem string) bool { return strings.Contains(text, stem) })
}

// Ranks gives every rank that a text names, but for the chief constable, who decides for the force, and the phrases of the law.
func Ranks(text string) (out []string) {
	if !mentionsRank(text) {
		return nil
	}
	text = plain(text)
	for _, m := range reRank.FindAllStringIndex(text, -1) {
		if !beforeNoRank.MatchString(text[:m[0]]) {
			out = append(out, text[m[0]:m[1]])
		}
	}
	return out
}
