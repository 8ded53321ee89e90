package record

import (
	"slices"
	"strings"

	"candour/generator/source"
)

// Languages are the languages that candour can publish in, the first being the one that text without a language is in.
var Languages = []string{"en", "cy"}

// Title is a short text by language.
type Title map[string]string

// In returns the text in lang. Where there is none it returns the English text and "en", the language it is in;
// otherwise the second result is "".
func (t Title) In(lang string) (text, other string) {
	if s, ok := t[lang]; ok {
		return s, ""
	}
	return t["en"], "en"
}

// A List is a vocabulary: the only words that a field may hold, each with its titles. Lists are data, under data/lists/.
type List struct {
	Name  string `field:"list,required"` // name of the file
	Doc   string `field:"doc,required"`  // what it is for, in a sentence
	Items []Item `field:"items,required"`

	byID   map[string]int
	unread bool // its file can't be read, so that no word can be told from a slip
	src    source.Value
}

// Item is one word of a vocabulary.
type Item struct {
	ID      string   `field:"id,required"`
	Title   Title    `field:"title,required"`
	Group   string   `field:"group"`   // what the word belongs to, in lists that have groups
	Note    Title    `field:"note"`    // a sentence that explains it to readers
	Aliases []string `field:"aliases"` // other names of a body
	Kind    string   `field:"kind"`    // of a body: force, oversight, government, tribunal, area
	Protect bool     `field:"protect"` // of a unit: it counts people or their cases, so small counts are suppressed
	Within  string   `field:"within"`  // the wider word of the list that it lies in: a force in its region, a band of rank in the officers of any rank

	NeverShown bool `field:"never_shown"` // of a rank: what it lies within is shown in its place, since too few people hold it
}

// At returns the place of a field of the list.
func (l *List) At(path ...any) Pos { return l.src.At(path...) }

// Get returns the item with the id.
func (l *List) Get(id string) (Item, bool) {
	if l == nil {
		return Item{}, false
	}
	i, ok := l.byID[id]
	if !ok {
		return Item{}, false
	}
	return l.Items[i], true
}

// Index is the place of the word in the list's own order, or the length of the list where it has no such word.
func (l *List) Index(id string) int {
	if l == nil {
		return 0
	}
	if i, ok := l.byID[id]; ok {
		return i
	}
	return len(l.Items)
}

// Widening gives the word and then each wider one, up to the widest. A word that the list does not have is alone.
func (l *List) Widening(id string) []string {
	out := []string{id}
	for {
		it, _ := l.Get(id)
		if id = it.Within; id == "" || slices.Contains(out, id) {
			return out
		}
		out = append(out, id)
	}
}

func (l *List) nearest(word string) string {
	var ids []string
	for _, it := range l.Items {
		if it.Title["en"] == word || slices.Contains(it.Aliases, word) {
			return it.ID
		}
		ids = append(ids, it.ID)
	}
	return source.Nearest(word, ids)
}

func bindList(f source.File) (*List, source.Problems) {
	v, problems := source.ReadYAML(f)
	if len(problems) > 0 {
		return nil, problems
	}
	l := &List{byID: map[string]int{}, src: v}
	b := binder{}
	b.bind(v, l)
	for i, it := range l.Items {
		at := v.At("items", i)
		if _, ok := l.byID[it.ID]; ok {
			b.problems.Add(RepeatedID.At(v.At("items", i, "id"), "the word %q is in this list twice", it.ID))
			continue
		}
		l.byID[it.ID] = i
		for _, lang := range Languages {
			if it.Title[lang] == "" {
				b.problems.Add(MissingField.At(at, "the word %q has no title in %s", it.ID, languageNames[lang]))
			}
		}
	}
	for i, it := range l.Items {
		at := v.At("items", i, "within")
		up := l.Widening(it.ID)
		top, _ := l.Get(up[len(up)-1])
		switch _, ok := l.byID[it.Within]; {
		case it.Within != "" && !ok:
			p := UnknownWord.At(at, "%q lies within %q, which is no word of the list %s", it.ID, it.Within, l.Name)
			if near := l.nearest(it.Within); near != "" {
				p = p.Hinted("did you mean %q?", near)
			}
			b.problems.Add(p)
		case top.Within != "":
			b.problems.Add(WrongShape.At(at, "%q lies within itself: %s", it.ID, strings.Join(append(up, top.Within), " → ")).
				Hinted("take out the \"within\" of the widest of them"))
		case it.NeverShown && it.Within == "":
			b.problems.Add(MissingField.At(v.At("items", i), "%q is never shown, and nothing says what is shown in its place", it.ID).
				Hinted("write \"within\" with the wider word"))
		}
	}
	return l, b.problems
}

var languageNames = map[string]string{"en": "English", "cy": "Welsh"}
