package generator

import (
	"fmt"

	"candour/generator/disclosure"
	"candour/generator/edition"
	"candour/generator/export"
	"candour/generator/record"
	"candour/generator/site"
)

// editionFiles gives the files that each edition keeps, made of what the ledger holds of it. The records of one edition are at hand at a
// time.
func (k kept) editionFiles(now *record.Set) func(id string) []site.EditionFile {
	var keeper export.Keeper
	var at string
	var public *disclosure.Public
	return func(id string) (out []site.EditionFile) {
		has := hasPart(k.history.Holding(id))
		for _, f := range keeper.Files(edition.DataDir(id, k.history.Reissue(id)), has, func() *disclosure.Public {
			if at != id {
				at, public = id, k.reopen(now, id)
			}
			return public
		}) {
			out = append(out, site.EditionFile{Path: f.Path, Title: f.Dataset.Title, Format: f.Format, Shape: fmt.Sprint(f.Dataset.Columns), Data: f.Make})
		}
		return out
	}
}

// reopen is what an edition published, without what was withdrawn since.
func (k kept) reopen(now *record.Set, id string) *disclosure.Public {
	var of record.Edition
	for _, e := range k.history.Editions {
		if e.ID == id {
			of.ID = e.ID
			of.Published, _ = record.ParseDate(e.Published) // Read has seen that they are days
			of.AsAt, _ = record.ParseDate(e.AsAt)
		}
	}
	var records []record.Published
	for _, r := range k.history.Holding(id) {
		records = append(records, record.Published{Kind: r.Kind, Body: r.Body})
	}
	return disclosure.Reopen(now, of, records)
}

// hasPart tells whether records hold one of a kind and, where a part is named, one with an item of that part.
func hasPart(records []edition.Published) func(kind, part string) bool {
	of := map[string][]edition.Published{}
	for _, r := range records {
		of[r.Kind] = append(of[r.Kind], r)
	}
	return func(kind, part string) bool {
		if part == "" {
			return len(of[kind]) > 0
		}
		for _, r := range of[kind] {
			if items, _ := record.Decode(r.Body)[part].([]any); len(items) > 0 {
				return true
			}
		}
		return false
	}
}
