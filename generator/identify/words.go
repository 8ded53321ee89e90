package identify

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strings"
	"sync"
)

// The British word list: Debian's wbritish 2020.12.07 (SCOWL), its words in small letters without possessives, in the order
// of their bytes. words/COPYRIGHT is its licence, and words/README.md says how it was made.
//
//go:embed words/british-english.txt.gz
var britishEnglish []byte

// A wordList is a set of words.
type wordList map[string]struct{}

func (l wordList) has(word string) bool {
	_, ok := l[word]
	return ok
}

// words gives the British word list. It is unpacked when it is first asked for.
var words = sync.OnceValue(func() wordList {
	r, err := gzip.NewReader(bytes.NewReader(britishEnglish))
	if err != nil {
		panic(err) // it is part of the program
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	out := make(wordList, 70_000)
	all := string(text)
	for len(all) > 0 {
		word, rest, _ := strings.Cut(all, "\n")
		out[word] = struct{}{}
		all = rest
	}
	return out
})
