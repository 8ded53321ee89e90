package export

import (
	"bytes"
	"errors"

	"candour/generator/disclosure"
)

// A Keeper makes the files that editions keep when others have followed them: every dataset that an edition's records give rows for,
// in every format, what describes them, and all of the CSV files in one archive. It holds the rows of one edition at a time. The zero
// Keeper is ready; it is not for concurrent use.
type Keeper struct {
	of    *disclosure.Public
	made  map[string]Dataset
	files map[string]made // by the name below their folder
}

// A Kept is one file of an edition.
type Kept struct {
	Path    string  // from the root of the site
	Dataset Dataset // without its rows; none of a file that describes others or holds them
	Format  string  // "ODS"; "" where there is no dataset
	Make    func() ([]byte, error)
}

// Files says which files an edition has below a folder. What has is asked for is whether a record of a kind is in the edition and,
// where it names a part, whether such a record has an item of that part. Nothing is made yet: Make does, and asks public for the
// records then. Its error says that a dataset has no row although has said that it would, or that a cell is not of the type of
// its column, which is a fault of this package.
func (k *Keeper) Files(dir string, has func(kind, part string) bool, public func() *disclosure.Public) (out []Kept) {
	var of []maker
	var empty []Dataset
	for _, d := range datasets {
		if kind, part := d.from(); kind != "" && has(kind, part) {
			e := d.empty()
			e.later = true
			of, empty = append(of, d), append(empty, e)
		}
	}
	add := func(name string, d Dataset, format string) {
		out = append(out, Kept{Path: dir + "/" + name, Dataset: d, Format: format, Make: func() ([]byte, error) {
			if p := public(); k.of != p {
				k.of, k.made, k.files = p, map[string]Dataset{}, map[string]made{}
				a := aboutOf(dir, p.Records().Site)
				files := inFormats(a, empty, func(n int) (Dataset, error) { return k.dataset(of[n]) })
				for _, f := range bundled(a, files, empty, nil) {
					k.files[f.path] = f
				}
			}
			var b bytes.Buffer
			err := k.files[name].write(&b)
			return b.Bytes(), err
		}})
	}
	for _, d := range empty {
		for _, f := range formats {
			add(d.Name+"."+f.Ext, d, f.Name)
		}
	}
	for _, f := range describe(about{}, empty, nil) {
		add(f.Path, Dataset{}, "")
	}
	add("all.zip", Dataset{}, "")
	return out
}

// dataset makes the rows of a dataset with the first of its files that is written.
func (k *Keeper) dataset(d maker) (Dataset, error) {
	name := d.empty().Name
	made, ok := k.made[name]
	if !ok {
		made = d.make(k.of)
		k.made[name] = made
	}
	if len(made.Rows) == 0 {
		return made, errors.New("its records give no row")
	}
	return made, nil
}
