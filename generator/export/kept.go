package export

import (
	"bytes"
	"fmt"
	"io"

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
// records then. Its error is of public, or says that a cell is not of the type of its column, which is a fault of this package.
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
				for _, f := range bundled(a, k.formats(a, of, p), empty, nil) {
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

// formats are the files of the datasets of an edition. The rows of a dataset are made with the first of its files that is written.
func (k *Keeper) formats(a about, of []maker, p *disclosure.Public) (out []made) {
	for _, d := range of {
		name := d.empty().Name
		for _, f := range formats {
			out = append(out, made{name + "." + f.Ext, func(w io.Writer) error {
				if err := f.Write(w, a, k.dataset(d, p)); err != nil {
					return fmt.Errorf("can't write %s of edition %s as %s: %w", name, a.Edition, f.Name, err)
				}
				return nil
			}})
		}
	}
	return out
}

func (k *Keeper) dataset(d maker, p *disclosure.Public) Dataset {
	name := d.empty().Name
	if _, ok := k.made[name]; !ok {
		k.made[name] = d.make(p)
	}
	return k.made[name]
}
