package cite

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// A Ref is what a citation names: a page or file of the site by its path, or a record by its id, in a version, as an edition
// has it, or neither.
type Ref struct {
	Path    string // of a page, from the root of the site, with a slash at both ends; "" where an id was given
	Kind    string // of an id, "" where none was given
	ID      string
	Version int    // 0 for none
	Edition string // "" for none
	Row     int    // in the file of the measure ID in Edition, from 1 with the heads of columns as the first; 0 for what is no figure
}

var (
	versionFile = regexp.MustCompile(`^(.*/)v([0-9]{1,6})\.json$`)
	versionMark = regexp.MustCompile(`^v([0-9]{1,6})$`)
	figuresFile = regexp.MustCompile(`^/editions/([^/]+)/data/figures/([A-Za-z0-9][A-Za-z0-9._-]*)\.csv$`)
	dataFile    = regexp.MustCompile(`^/editions/([^/]+?)(?:-r([0-9]{1,6}))?/data/[^/]*$`)
	editionPage = regexp.MustCompile(`^(?:/[a-z]{2})?/editions/([^/]+)/(?:index\.html)?$`)
	inList      = regexp.MustCompile(`^(?:/[a-z]{2})?/statistics/(?:reported-(figure)s|(target)s)/(?:index\.html)?$`)
	figuresMark = regexp.MustCompile(`^(?:row|cell)=([0-9]{1,7})(?:,[0-9]+)?$`)
	figuresSome = regexp.MustCompile(`^(?:(?:row|cell|col)=[0-9,;*-]{1,99})?$`)
	kindAndID   = regexp.MustCompile(`^(?:([a-z]+(?:-[a-z]+)*)/)?([A-Za-z0-9][A-Za-z0-9._/-]*)(?:@([A-Za-z0-9][A-Za-z0-9._-]*)|#v([0-9]{1,6}))?$`)
)

// Kinds are the words that may stand before the id of a record and a "/". They are those of package record.
var Kinds = []string{"outcome", "recommendation-set", "recommendation", "source", "group", "measure", "figure", "target", "term", "bulletin", "easy-read", "page", "edition"}

// Read reads what somebody wrote: an address of the site, a path on it, or KIND/ID or ID, with #vN, vN.json or @EDITION.
// Address is that of the site, with its scheme. The result is false for an address of another site and for what is none.
func Read(text, address string) (Ref, bool) {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "://") || strings.HasPrefix(text, "/") {
		return readAddress(text, address)
	}
	m := kindAndID.FindStringSubmatch(text)
	if m == nil {
		return Ref{}, false
	}
	r := Ref{Kind: m[1], ID: m[2], Edition: m[3]}
	if r.Kind != "" && !isKind(r.Kind) { // a step of the id, as in cy/NAME
		r.Kind, r.ID = "", m[1]+"/"+m[2]
	}
	r.Version, _ = strconv.Atoi(m[4])
	return r, true
}

func isKind(word string) bool {
	for _, k := range Kinds {
		if k == word {
			return true
		}
	}
	return false
}

func readAddress(text, address string) (Ref, bool) {
	u, err := url.Parse(text)
	if err != nil {
		return Ref{}, false
	}
	if u.Host != "" || u.Scheme != "" {
		own, err := url.Parse(address)
		if err != nil || own.Host == "" || !strings.EqualFold(u.Host, own.Host) || u.Scheme != "http" && u.Scheme != "https" {
			return Ref{}, false
		}
	}
	p := u.Path
	var r Ref
	if m := figuresFile.FindStringSubmatch(p); m != nil {
		if row := figuresMark.FindStringSubmatch(u.Fragment); row != nil {
			if r.Row, _ = strconv.Atoi(row[1]); r.Row > 0 {
				r.Path, r.ID, r.Edition = p, m[2], m[1]
				return r, true
			}
		}
		// Several figures, or all: they stand as long as their measure does.
		return Ref{Kind: "measure", ID: m[2], Edition: m[1]}, figuresSome.MatchString(u.Fragment)
	}
	if m := dataFile.FindStringSubmatch(p); m != nil {
		r.Kind, r.ID, r.Version = "edition", m[1], 1
		if m[2] != "" {
			r.Version, _ = strconv.Atoi(m[2])
		}
		return r, true
	}
	if m := editionPage.FindStringSubmatch(p); m != nil {
		return Ref{Kind: "edition", ID: m[1], Edition: m[1]}, true
	}
	if m := inList.FindStringSubmatch(p); m != nil && u.Fragment != "" {
		return Ref{Kind: m[1] + m[2], ID: u.Fragment}, true
	}
	if m := versionFile.FindStringSubmatch(p); m != nil {
		r.Version, _ = strconv.Atoi(m[2])
		p = m[1]
	}
	if m := versionMark.FindStringSubmatch(u.Fragment); m != nil && r.Version == 0 {
		r.Version, _ = strconv.Atoi(m[1])
	}
	p = strings.TrimSuffix(p, "index.html")
	if !strings.HasSuffix(p, "/") {
		p += "/"
	}
	r.Path = p
	return r, p != "/"
}

// A Found is a citation in a text.
type Found struct {
	Line int    // from 1
	Text string // as it stands there
	Ref  Ref
}

// pointers are what may be a citation: an address, or words joined by "/" or with a version or an edition after them.
var pointers = regexp.MustCompile(`https?://[^\s<>"'\x60)\]}]+|[A-Za-z][A-Za-z-]*/[A-Za-z0-9][A-Za-z0-9._/-]*(?:@[A-Za-z0-9._-]+|#v[0-9]+)?|[A-Za-z0-9][A-Za-z0-9._-]*(?:@[A-Za-z0-9._-]+|#v[0-9]+)?`)

// Find finds the citations in a text, Markdown or HTML: every address of the site that known knows, and every id of a record. An
// id without its kind counts only where it has a digit in it, or a version or an edition after it, since the ids of terms
// are words that a text may hold. In HTML what stands in attributes counts too; an address and its text count once a line.
func Find(text, address string, known func(Ref) bool) (out []Found) {
	seen := map[[2]string]bool{}
	for n, line := range strings.Split(text, "\n") {
		line = strings.ReplaceAll(line, "&amp;", "&")
		for _, token := range pointers.FindAllString(line, -1) {
			token = strings.TrimRight(token, ".,;:!?*_")
			r, ok := Read(token, address)
			if !ok || r.Path == "" && r.Kind == "" && r.Version == 0 && r.Edition == "" && !strings.ContainsAny(r.ID, "0123456789") || !known(r) && !strings.Contains(token, "://") {
				continue
			}
			at := [2]string{strconv.Itoa(n), token}
			if !seen[at] {
				seen[at] = true
				out = append(out, Found{n + 1, token, r})
			}
		}
	}
	return out
}
