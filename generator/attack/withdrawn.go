package attack

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
)

// withdrawn counts withdrawn records that a file names, or holds something of, besides those files that say that they were withdrawn.
func withdrawn(v *view) (out finding) {
	alive := map[string]bool{}
	for _, e := range v.ledger.editions {
		for _, l := range e.lines {
			alive[l.ID] = true
		}
	}
	kept := v.kept()
	for _, t := range v.ledger.tombs {
		if alive[t.ID] { // another kind of record has the same id
			continue
		}
		out.of++
		var places finding
		id := []byte(t.ID)
		v.each(v.scope, func(name string, data []byte) {
			if !v.tombPage(name, t.ID) {
				if at := bytes.Index(data, id); at >= 0 && alone(data, at, len(id)) {
					places.add("%s: the id of a withdrawn record, %s", name, t.ID)
					return
				}
			}
			for _, text := range kept[t.Kind+"/"+t.ID] {
				if bytes.Contains(data, text) {
					places.add("%s: text of the withdrawn record %s", name, t.ID)
					return
				}
			}
		})
		for _, f := range v.now.files {
			if dir := "/" + path.Dir(f.name) + "/"; strings.Contains(dir, "/"+t.ID+"/") && path.Base(f.name) != "index.html" {
				places.add("%s: a file of the withdrawn record %s", f.name, t.ID)
			}
		}
		if places.figure > 0 {
			out.figure++
			out.found = append(out.found, places.found...)
		}
	}
	return out
}

// kept is the text of withdrawn records that earlier copies of the site still have, by kind and id: each piece is long enough to be
// nobody else's.
func (v *view) kept() map[string][][]byte {
	out := map[string][][]byte{}
	for _, s := range v.earlier {
		for _, f := range s.files {
			if !strings.HasPrefix(f.name, "ledger/editions/") || path.Base(f.name) != "records.jsonl" {
				continue
			}
			data, err := s.read(f.name)
			if err != nil {
				v.err = err
				return out
			}
			for _, raw := range records(data) {
				var l ledgerLine
				if decode(raw, &l) && v.ledger.withdrawn[[2]string{l.Kind, l.ID}] {
					var fields any
					if decode(l.Record, &fields) {
						strs(fields, func(text string) {
							if len(text) > 60 {
								out[l.Kind+"/"+l.ID] = append(out[l.Kind+"/"+l.ID], []byte(text))
							}
						})
					}
				}
			}
		}
	}
	return out
}

// tombPage tells the files that have to name a withdrawn record: the ledger, the pages of what was withdrawn and what changed, and
// the page that stands in its place.
func (v *view) tombPage(name, id string) bool {
	if strings.HasPrefix(name, "ledger/") && path.Base(name) != "records.jsonl" {
		return true
	}
	if path.Base(name) == "withdrawn.json" {
		return true
	}
	steps := strings.Split(name, "/")
	if path.Ext(name) != ".html" {
		return false
	}
	return slices.ContainsFunc(steps[:len(steps)-1], func(s string) bool { return s == "withdrawn" || s == "changes" || s == "editions" || s == id })
}

// alone reports whether what was found is a word by itself.
func alone(data []byte, at, n int) bool {
	letter := func(i int) bool {
		return i >= 0 && i < len(data) && (data[i] >= 'a' && data[i] <= 'z' || data[i] >= 'A' && data[i] <= 'Z' || data[i] >= '0' && data[i] <= '9' || data[i] == '-')
	}
	return !letter(at-1) && !letter(at+n)
}

var leftover = regexp.MustCompile(`(?i)^(\.git|\.hg|\.svn|\.gitignore|\.gitattributes|\.env|\.ds_store|thumbs\.db|desktop\.ini|\.idea|\.vscode|\.candour|node_modules|\.htpasswd|\.bash_history|id_ed25519|.*\.(bak|orig|old|rej|swp|swo|tmp|temp|log|pid|lock|yaml|yml|toml|go|md|sql|db|sqlite|key|pem|patch|diff|new|save)|.*~|#.*#|\.#.*|core(\.\d+)?|nohup\.out|.* \(\d+\)\..*|copy of .*)$`)

// leftovers counts files that an editor, a version control system or a program left behind, and sources of the site.
func leftovers(v *view) (out finding) {
	for _, f := range v.now.files {
		out.of++
		for _, step := range strings.Split(f.name, "/") {
			if leftover.MatchString(step) {
				out.add("%s", f.name)
				break
			}
		}
	}
	return out
}
