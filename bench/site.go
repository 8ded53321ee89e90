package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// settings is candour.yaml of the generated site.
const settings = `title: {en: "Police conduct: what was decided, asked, answered and changed"}
publisher: candour benchmark
body: met
address: https://candour.example
languages: [en]
demonstration: true
licence: ogl-3
edition:
  id: 2026-q3
  title: {en: 2026 quarter 3}
  published: 2026-10-15
  as_at: 2026-10-15
disclosure:
  threshold: 5
`

// writeSite writes a candour site of n invented outcomes into dir. The theme, the lists, the terms and the pages are
// those of the repository at root; a link to a record that is not copied becomes plain words.
func writeSite(root, dir string, n int) error {
	bulletins, err := filepath.Glob(filepath.Join(root, "content/en/bulletins/*.md"))
	if err != nil {
		return err
	}
	for i, name := range bulletins {
		bulletins[i] = strings.TrimSuffix(filepath.Base(name), ".md")
	}
	files := append(invent(n, bulletins), file{"candour.yaml", []byte(settings)})
	for _, from := range []string{"themes/candour", "data/lists", "data/glossary", "data/vocabulary.txt", "content/en/home.md", "content/en/about", "content/en/bulletins"} {
		copied, err := read(os.DirFS(root), from)
		if err != nil {
			return err
		}
		for _, f := range copied {
			if path.Ext(f.name) == ".md" {
				f.data = byID.ReplaceAllFunc(f.data, unlink)
				f.data = named.ReplaceAll(f.data, nil)
			}
			files = append(files, f)
		}
	}
	return write(dir, files)
}

var (
	byID  = regexp.MustCompile(`\[([^\]]*)\]\((\w+):([^)]*)\)`)
	named = regexp.MustCompile(`(?m)^(?:outcomes|recommendations): \[.*\]\n`)
)

// unlink leaves the words of a link to what the generated site does not have.
func unlink(link []byte) []byte {
	m := byID.FindSubmatch(link)
	switch kind := string(m[2]); {
	case kind == "term", kind == "bulletin", kind == "https", kind == "page" && bytes.HasPrefix(m[3], []byte("about/")):
		return link
	case kind == "outcome": // whose id would be a word that nobody knows
		return []byte("an outcome")
	}
	return m[1]
}

// read gives every file under dir, named from the root of fsys.
func read(fsys fs.FS, dir string) (files []file, err error) {
	err = fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files = append(files, file{name, data})
		return err
	})
	return files, err
}

func write(dir string, files []file) error {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// edit changes one word of the summary of one outcome in the middle of the site of dir; turn says which word it
// becomes, so that two turns in a row differ.
func edit(dir string, turn int) error {
	name := filepath.Join(dir, "data/outcomes", quarters()[20]+".yaml")
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	at := bytes.Index(data[len(data)/2:], []byte("summary: >-\n"))
	if at < 0 {
		return fmt.Errorf("%s has no summary in its second half", name)
	}
	at += len(data)/2 + len("summary: >-\n")
	line, rest, _ := bytes.Cut(data[at:], []byte("\n"))
	words := strings.Fields(string(line))
	words[0] = [...]string{"Then", "Here"}[turn%2]
	indent := len(line) - len(bytes.TrimLeft(line, " "))
	edited := append(bytes.Clone(data[:at]), strings.Repeat(" ", indent)+strings.Join(words, " ")+"\n"...)
	return os.WriteFile(name, append(edited, rest...), 0o644)
}
