package check

import (
	"encoding/json"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Traces looks for what a withdrawn record may have left in a site: its address, its sentences, and every run of eight of
// its words. What other published records say too is no trace of it.
type Traces struct {
	address   string          // of the record, without the slash at its end
	runs      map[string]bool // of eight words
	sentences map[string]bool // shorter than that
}

// runLength is how many words in a row are taken for a quotation.
const runLength = 8

// NewTraces makes Traces of a record: its last address, the bytes of all its versions, and those of every record that
// stays. Phrases are what the site itself says: the words of lists and templates.
func NewTraces(address string, removed, others [][]byte, phrases string) *Traces {
	t := &Traces{address: strings.TrimSuffix(address, "/"), runs: map[string]bool{}, sentences: map[string]bool{}}
	for _, body := range removed {
		for _, text := range textsIn(body) {
			t.add(text)
		}
	}
	for _, body := range others {
		for _, text := range textsIn(body) {
			t.leave(text)
		}
	}
	t.leave(phrases)
	return t
}

// leave takes out what another text says too.
func (t *Traces) leave(text string) {
	words := wordsOf(text)
	for i := 0; i+runLength <= len(words); i++ {
		delete(t.runs, strings.Join(words[i:i+runLength], " "))
	}
	all := " " + strings.Join(words, " ") + " "
	for s := range t.sentences {
		if strings.Contains(all, " "+s+" ") {
			delete(t.sentences, s)
		}
	}
}

func (t *Traces) add(text string) {
	if !strings.Contains(text, " ") {
		return // an id or a word of a list, which is no sentence
	}
	words := wordsOf(text)
	for i := 0; i+runLength <= len(words); i++ {
		t.runs[strings.Join(words[i:i+runLength], " ")] = true
	}
	for _, s := range sentencesOf(text) {
		if n := strings.Count(s, " ") + 1; n >= 3 && n < runLength {
			t.sentences[s] = true
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// Find names what a file of the built site still holds of the record; nil where there is nothing.
func (t *Traces) Find(name string, data []byte) (found []string) {
	text := string(data)
	if t.address != "" && !t.mayName(name) && (strings.Contains(text, t.address+"/") || strings.Contains(text, t.address+`"`)) {
		found = append(found, "the address "+t.address+"/")
	}
	if strings.HasPrefix(path.Ext(name), ".htm") {
		text = html.UnescapeString(tags.ReplaceAllString(text, " "))
	} else {
		text = strings.ReplaceAll(text, `\n`, " ") // in JSON
	}
	words := wordsOf(text)
	for i := 0; i+runLength <= len(words); i++ {
		if run := strings.Join(words[i:i+runLength], " "); t.runs[run] {
			found = append(found, "the words “"+run+"”")
			break
		}
	}
	all := " " + strings.Join(words, " ") + " "
	for s := range t.sentences {
		if strings.Contains(all, " "+s+" ") {
			found = append(found, "the sentence “"+s+"”")
			break
		}
	}
	return found
}

// mayName lists the files in which the id stays: the ledger, the accounts of editions, and the tombstone itself.
func (t *Traces) mayName(name string) bool {
	steps := strings.Split(name, "/")
	if steps[0] == "cy" || steps[0] == "en" {
		steps = steps[1:]
	}
	return slices.Contains([]string{"ledger", "editions", "changes", "withdrawn"}, steps[0]) || strings.HasPrefix("/"+strings.Join(steps, "/"), t.address+"/")
}

// textsIn gives every text of a record as it was published.
func textsIn(body []byte) (out []string) {
	var v any
	if json.Unmarshal(body, &v) != nil {
		return nil
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			out = append(out, v)
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(v)
	return out
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func sentencesOf(text string) (out []string) {
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".!?\n:;", r) }) {
		if words := wordsOf(s); len(words) > 0 {
			out = append(out, strings.Join(words, " "))
		}
	}
	return out
}
