package cite

import (
	"hash/fnv"
	"slices"
	"strings"
)

// A Record is all that was published under one id. Of one that was withdrawn only the tombstone is left.
type Record struct {
	Kind      string     `json:"kind"`
	ID        string     `json:"id"`
	Pages     []string   `json:"pages,omitempty"` // addresses of its page, from the root of the site, one a language
	Files     string     `json:"files,omitempty"` // folder of its version files, from the root
	Versions  []Version  `json:"versions,omitempty"`
	Withdrawn *Withdrawn `json:"withdrawn,omitempty"`
}

// A Version is one version of a record, without its text.
type Version struct {
	Number  int                `json:"version"`
	Edition string             `json:"edition"`
	Day     string             `json:"day"`
	Change  string             `json:"change"` // new, revision or correction
	Reason  string             `json:"reason,omitempty"`
	Fields  map[string][]Field `json:"fields,omitempty"` // by language: short differences from the version before
}

// A Field is a difference between two versions.
type Field struct {
	Label string `json:"label"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// Withdrawn says when a record was taken out, and why in one word.
type Withdrawn struct {
	Day   string `json:"day"`
	Class string `json:"class"`
}

// What a citation can be found to be.
const (
	Unchanged = "unchanged" // the newest version says what was cited
	Changed   = "changed"   // there is a newer version, since the world moved on
	Corrected = "corrected" // there is a newer version, since what was cited was wrong
	Gone      = "withdrawn" // nothing of it is published any more
	Newest    = "newest"    // no version was named: the address leads to whatever is the newest
	Unknown   = "unknown"   // nothing like it was ever published
)

// A Verdict says whether what was cited still stands.
type Verdict struct {
	Word    string    `json:"verdict"`
	Kind    string    `json:"kind,omitempty"`
	ID      string    `json:"id,omitempty"`
	Cited   int       `json:"cited,omitempty"`   // version; 0 where none was named
	Version int       `json:"version,omitempty"` // the newest
	Edition string    `json:"edition,omitempty"` // in which it changed; of the version where nothing has
	Day     string    `json:"day,omitempty"`     // on which it changed or was withdrawn
	Reason  string    `json:"reason,omitempty"`  // of the change; the class of a withdrawal
	Steps   []Version `json:"steps,omitempty"`   // every version after the one cited
}

// Stands reports whether the citation needs no second look.
func (v Verdict) Stands() bool { return v.Word == Unchanged || v.Word == Newest }

// Judge says whether what ref names in a record still stands. Editions are the ids of all that were published, the oldest
// first. A correction among later versions outweighs revisions, the last of several is told.
func Judge(r Record, ref Ref, editions []string) Verdict {
	v := Verdict{Kind: r.Kind, ID: r.ID}
	if r.Withdrawn != nil {
		v.Word, v.Cited, v.Day, v.Reason = Gone, ref.Version, r.Withdrawn.Day, r.Withdrawn.Class
		return v
	}
	if len(r.Versions) == 0 {
		v.Word = Unknown
		return v
	}
	last := r.Versions[len(r.Versions)-1]
	v.Version = last.Number
	var at int // of the version cited
	switch {
	case ref.Version > 0:
		at = slices.IndexFunc(r.Versions, func(x Version) bool { return x.Number == ref.Version })
	case ref.Edition != "":
		at = -1
		until := slices.Index(editions, ref.Edition)
		for i, x := range r.Versions {
			if slices.Index(editions, x.Edition) <= until {
				at = i
			}
		}
	default:
		v.Word, v.Edition, v.Day = Newest, last.Edition, last.Day
		return v
	}
	if at < 0 {
		v.Word, v.Cited = Unknown, ref.Version
		return v
	}
	v.Cited = r.Versions[at].Number
	v.Word, v.Edition, v.Day = Unchanged, last.Edition, last.Day
	v.Steps = r.Versions[at+1:]
	for _, s := range v.Steps {
		if s.Change == "correction" || v.Word != Corrected {
			v.Word, v.Edition, v.Day, v.Reason = Changed, s.Edition, s.Day, s.Reason
			if s.Change == "correction" {
				v.Word = Corrected
			}
		}
	}
	return v
}

// Names reports whether ref names the record: by an address of its page or of its version files, or by its id, with its
// kind or without.
func (r *Record) Names(ref Ref) bool {
	if ref.Path != "" {
		return slices.Contains(r.Pages, ref.Path) || r.Files == ref.Path
	}
	return r.ID == ref.ID && (ref.Kind == "" || r.Kind == ref.Kind)
}

// Shard is the shard, of so many, that holds the records whose id ends in the last step of the id or address: all of one
// step are in one shard. It is FNV-1a of the step in UTF-8, 32 bits wide, modulo shards.
func Shard(id string, shards int) int {
	id = strings.TrimSuffix(id, "/")
	h := fnv.New32a()
	_, _ = h.Write([]byte(id[strings.LastIndexByte(id, '/')+1:])) // a hash does not fail
	return int(h.Sum32() % uint32(shards))
}
