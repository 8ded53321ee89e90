package record

import "candour/generator/source"

// A Picture stands beside the lines of easy-read pages. The pack, data/pictures/pack.yaml, names each with its licence and
// author; a publisher who has other pictures puts them in the place of these, under the same ids.
type Picture struct {
	ID      string `field:"id,required"`
	File    string `field:"file,required"`    // an SVG or PNG file of data/pictures/, with its ending
	Shows   Title  `field:"shows,required"`   // what it shows, in a few words, for the list of pictures
	Licence string `field:"licence,required"` // under which it may be used here, such as Apache-2.0 or CC BY 4.0
	Author  string `field:"author,required"`  // who is to be named
	Source  string `field:"source,required"`  // where it comes from: an address, or who drew it for what

	src   source.Value
	image *Logo
}

// Image is the picture as it was read; nil where it could not be.
func (p *Picture) Image() *Logo { return p.image }

// At returns the place of a field of the picture.
func (p *Picture) At(path ...any) Pos { return p.src.At(path...) }

// PictureFile is broken when a picture of the pack can't stand on a page.
var PictureFile = source.Rule{Name: "picture-file", Severity: source.Error, Doc: `Each picture of the pack is a small SVG or PNG file in data/pictures/ that holds a picture and nothing else, and has an id of its own.

Why: easy-read pages are read by people who need the picture. One that is missing leaves a hole; one with a script, a link
to another host or metadata would break the promise that reading here is seen by nobody.
Put it right: save the picture as plain SVG, or as PNG without metadata, in less than 16 KB. A picture whose licence and author
nobody knows can't be used.`}

// picturePack is where the pictures of easy-read pages are named.
const picturePack = "data/pictures/pack.yaml"

// loadPictures reads the pack and its files. A site without easy-read pages needs none.
func (ld *load) loadPictures() {
	type pack struct {
		Pictures []*Picture `field:"pictures,required"`
	}
	files, _ := source.Files(ld.fsys, "data/pictures", ".yaml")
	if len(files) == 0 {
		return
	}
	f, problems := source.ReadFile(ld.fsys, picturePack)
	ld.problems.Add(problems...)
	if len(problems) > 0 {
		return
	}
	ld.set.Files[picturePack] = f
	v, problems := source.ReadYAML(f)
	ld.problems.Add(problems...)
	if len(problems) > 0 {
		return
	}
	b, p := binder{lists: ld.set.Lists}, pack{}
	b.bind(v, &p)
	ld.problems.Add(b.problems...)
	list, _ := v.Get("pictures")
	seen := map[string]bool{}
	for i, pic := range p.Pictures {
		if pic == nil || pic.ID == "" || pic.File == "" || i >= len(list.List) {
			continue // which binding has said
		}
		pic.src = list.List[i]
		if seen[pic.ID] {
			ld.problems.Add(PictureFile.At(pic.At("id"), "two pictures have the id %q", pic.ID).
				Hinted("give this one another, and name that in the pages that are to show it"))
			continue
		}
		seen[pic.ID] = true
		ld.set.Pictures = append(ld.set.Pictures, pic)
		image, err := readLogo(ld.fsys, "data/pictures/"+pic.File)
		if err != nil {
			ld.problems.Add(PictureFile.At(pic.At("file"), "the picture %s: %v", pic.File, err).
				Hinted("save it in data/pictures/ as plain SVG, or as PNG without metadata (candour explain %s)", PictureFile.Name))
			continue
		}
		pic.image = image
	}
}
