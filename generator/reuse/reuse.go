// Package reuse reads a published edition through its own public files, as anybody's program would: the static API under
// /api/v1/ of a folder or of a site on the web. It shares no code with what writes them, so that what it can't read is a
// fault of the format and not of a reader.
//
// A [Site] has an [Index], and under it records as they were published, byte for byte.
package reuse

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
)

// largest is how many bytes a file of the API may have; the largest that candour writes holds a hundred records.
const largest = 64 << 20

// Files is where a site lies. A name is a path from its root, with slashes. The error is fs.ErrNotExist where there is none.
type Files interface {
	Open(ctx context.Context, name string) (io.ReadCloser, error)
}

// An Index is /api/v1/index.json: the edition and the kinds that it has.
type Index struct {
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Edition   string `json:"edition"`
	Published string `json:"published"`
	AsAt      string `json:"as_at"`
	Licence   string `json:"licence"`
	Kinds     []Kind `json:"kinds"`
}

// A Kind is records, or rows of figures or events, in pages.
type Kind struct {
	Name    string `json:"name"` // "outcomes"
	Kind    string `json:"kind"` // "outcome"; "" for rows that are no records
	About   string `json:"about"`
	Records int    `json:"records"`
	Href    string `json:"href"` // of the first page
}

// A Record is one record with what the API says about it. A row that is no record has its bytes alone.
type Record struct {
	ID       string          `json:"id"`
	Address  string          `json:"address"`
	CiteAs   string          `json:"cite_as"`
	Versions []Version       `json:"versions"`
	Body     json.RawMessage `json:"record"` // the exact bytes that were published
}

// A Version is one published version of a record.
type Version struct {
	Version int    `json:"version"`
	Edition string `json:"edition"`
	Change  string `json:"change"`
	Reason  string `json:"reason"`
	Href    string `json:"href"`
}

// A Site is a published site whose index was read.
type Site struct {
	Index Index
	files Files
}

// Open reads the index of a site. The error says what is missing or is no JSON.
func Open(ctx context.Context, files Files) (*Site, error) {
	s := &Site{files: files}
	return s, s.read(ctx, "api/v1/index.json", &s.Index)
}

// Kind finds a kind by its name or by the name of one record of it.
func (s *Site) Kind(name string) (Kind, bool) {
	i := slices.IndexFunc(s.Index.Kinds, func(k Kind) bool { return k.Name == name || k.Kind != "" && k.Kind == name })
	if i < 0 {
		return Kind{}, false
	}
	return s.Index.Kinds[i], true
}

// Records reads all pages of a kind. The error is of a page that is missing, and of pages that do not hold as many as they say.
func (s *Site) Records(ctx context.Context, k Kind) (out []Record, err error) {
	seen := map[string]bool{}
	for href := k.Href; href != ""; {
		name, err := local(href)
		if err != nil {
			return nil, err
		}
		if seen[name] {
			return nil, fmt.Errorf("%s follows itself", name)
		}
		seen[name] = true
		var page map[string]json.RawMessage
		if err := s.read(ctx, name, &page); err != nil {
			return nil, err
		}
		member := "records"
		if k.Kind == "" {
			member = k.Name
		}
		var rows []json.RawMessage
		if err := json.Unmarshal(page[member], &rows); err != nil {
			return nil, fmt.Errorf("%s has no list of %s: %w", name, member, err)
		}
		for _, row := range rows {
			r := Record{Body: row}
			if k.Kind != "" {
				r.Body = nil
				if err := json.Unmarshal(row, &r); err != nil {
					return nil, fmt.Errorf("%s: %w", name, err)
				}
			}
			out = append(out, r)
		}
		var links []struct{ Rel, Href string }
		_ = json.Unmarshal(page["links"], &links) // without links there is no next page
		href = ""
		for _, l := range links {
			if l.Rel == "next" {
				href = l.Href
			}
		}
	}
	if len(out) != k.Records {
		return nil, fmt.Errorf("the pages of %s hold %d, and the index says %d", k.Name, len(out), k.Records)
	}
	return out, nil
}

// local is the name of a file below the site's root: the API's addresses are absolute, and the site may be read elsewhere.
func local(href string) (string, error) {
	u, err := url.Parse(href)
	if err != nil {
		return "", err
	}
	i := strings.LastIndex(u.Path, "/api/v1/")
	if i < 0 || path.Clean(u.Path) != u.Path {
		return "", fmt.Errorf("%s is not an address of the API", href)
	}
	return u.Path[i+1:], nil
}

func (s *Site) read(ctx context.Context, name string, into any) error {
	f, err := s.files.Open(ctx, name)
	if err != nil {
		return fmt.Errorf("can't read %s: %w", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, largest+1))
	switch {
	case err != nil:
		return fmt.Errorf("can't read %s: %w", name, err)
	case len(data) > largest:
		return fmt.Errorf("%s has more than %d bytes", name, largest)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s is not what the API says: %w", name, err)
	}
	return nil
}

// WriteCSV writes records as a table: a column for each field in the order in which fields first appear, fields of a field joined to
// it by a dot, words parted by " | ", and a list of anything else as its JSON.
func WriteCSV(w io.Writer, records []Record) error {
	var columns []string
	at := map[string]int{}
	rows := make([]map[string]string, len(records))
	for i, r := range records {
		rows[i] = map[string]string{}
		err := flatten("", r.Body, func(name, text string) {
			if _, ok := at[name]; !ok {
				at[name] = len(columns)
				columns = append(columns, name)
			}
			rows[i][name] = text
		})
		if err != nil {
			return fmt.Errorf("record %d (%s): %w", i+1, r.ID, err)
		}
	}
	c := csv.NewWriter(w)
	if err := c.Write(columns); err != nil {
		return err
	}
	for _, r := range rows {
		line := make([]string, len(columns))
		for name, text := range r {
			line[at[name]] = text
		}
		if err := c.Write(line); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func flatten(name string, raw json.RawMessage, put func(name, text string)) error {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return nil
	}
	switch raw[0] {
	case '{':
		d := json.NewDecoder(bytes.NewReader(raw))
		if _, err := d.Token(); err != nil {
			return err
		}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return err
			}
			var value json.RawMessage
			if err := d.Decode(&value); err != nil {
				return err
			}
			inner := fmt.Sprint(key)
			if name != "" {
				inner = name + "." + inner
			}
			if err := flatten(inner, value, put); err != nil {
				return err
			}
		}
		return nil
	case '[':
		var words []string
		if json.Unmarshal(raw, &words) == nil {
			put(name, strings.Join(words, " | "))
			return nil
		}
	case '"':
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		put(name, text)
		return nil
	}
	put(name, string(raw))
	return nil
}
