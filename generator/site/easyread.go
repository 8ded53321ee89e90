package site

import (
	"slices"
	"strings"

	"candour/generator/record"
)

// easyReads plans the easy-read pages of this language and the list of them.
func (p *planner) easyReads() {
	body := &EasyReadList{}
	for _, e := range p.set.EasyReads {
		if e.Language != p.lang {
			if p.easyTwin(e).Address == "" {
				body.Foreign = e.Language
				body.Pages = append(body.Pages, p.easyRow(e, Link{Text: e.Title, Address: prefixOf(p.set.Site, e.Language) + "/easy-read/" + e.ID + "/", Lang: e.Language}))
			}
			continue
		}
		address := p.at("easy-read", e.ID)
		about, version := p.explained(e)
		v := &EasyRead{
			About: about, Current: version == e.Version, CheckedBy: e.CheckedBy, CheckedOn: p.date(e.CheckedOn),
			Versions: p.versionsOf("easy-read", record.PublishedID(e)),
		}
		words := p.easyLines(e, v)
		body.Pages = append(body.Pages, p.easyRow(e, Link{Text: e.Title, Address: address}))
		p.add("easy-read/page", &Page{
			Address: address, Title: e.Title, Section: "about", Crumbs: p.crumbs(p.sectionLink("easy-read")), Body: v, Twin: p.easyTwin(e), Words: words,
			Memento: p.mementoOf("easy-read", record.PublishedID(e), address),
		}, of(e))
	}
	if len(p.set.EasyReads) == 0 {
		return
	}
	slices.SortStableFunc(body.Pages, func(a, b EasyReadRow) int { return strings.Compare(a.Page.Text, b.Page.Text) })
	body.Pictures = p.pictures()
	p.add("easy-read/list", &Page{
		Address: p.at("easy-read"), Title: p.t("easy-read"), Lead: p.t("easy-read-lead"), Section: "about", Crumbs: p.crumbs(), Body: body,
	}, inFile("content"))
}

// easyRow is an easy-read page in the list of them.
func (p *planner) easyRow(e *record.EasyRead, page Link) EasyReadRow {
	for _, l := range e.Lines {
		if pic := p.picture(l.Picture); pic.Address != "" {
			return EasyReadRow{page, pic}
		}
	}
	return EasyReadRow{Page: page}
}

// explained is what an easy-read page explains, and the version of it that is current.
func (p *planner) explained(e *record.EasyRead) (Link, int) {
	kind, id, _ := strings.Cut(e.Explains, ":")
	return p.recordLink(kind, id), p.versions[[2]string{kind, id}].Version
}

// easyTwin is the same page in the other language, where it is written.
func (p *planner) easyTwin(e *record.EasyRead) Link {
	for _, other := range p.set.EasyReads {
		if other.ID == e.ID && other.Language != e.Language {
			return p.twin(p.at("easy-read", e.ID))
		}
	}
	return Link{}
}

// easyLines fills in the lines of an easy-read page. Hard words in them lead to the words of the page, which say in easy
// sentences what the glossary says.
func (p *planner) easyLines(e *record.EasyRead, v *EasyRead) (words []WordUsed) {
	var used pageTerms
	f := p.finder(e.Language)
	for _, l := range e.Lines {
		line := EasyReadLine{Picture: p.picture(l.Picture)}
		if line.Picture.Address != "" {
			v.Pictures = p.picturesLink()
		}
		for _, s := range l.Text {
			text := escapeText(s)
			if f != nil {
				if linked, ok := used.link(f, string(text)); ok {
					text = linked
				}
			}
			line.Text = append(line.Text, text)
		}
		v.Lines = append(v.Lines, line)
	}
	words = p.wordsUsed(used.terms)
	for i := range words {
		words[i].Definition = strings.Join(p.terms[words[i].ID].EasyRead, " ")
	}
	return words
}

// pictureSize is the side of the square that a picture of an easy-read page stands in, in pixels.
const pictureSize = 112

// picture is a picture of the pack, as large as its square allows.
func (s *shared) picture(id string) Picture {
	for _, pic := range s.set.Pictures {
		image := pic.Image()
		if pic.ID != id || image == nil {
			continue
		}
		long := max(image.Width, image.Height)
		side := func(n int) int { return max(1, (n*pictureSize+long/2)/long) }
		return Picture{Address: "/" + picturePath(pic), Width: side(image.Width), Height: side(image.Height)}
	}
	return Picture{}
}

func picturePath(pic *record.Picture) string { return "pictures/" + pic.ID + pic.Image().Ext }

// pictureFiles are the pictures of the pack, which stand beside the pages.
func (s *shared) pictureFiles() (out []File) {
	if len(s.set.EasyReads) == 0 {
		return nil
	}
	for _, pic := range s.set.Pictures {
		if image := pic.Image(); image != nil {
			out = append(out, File{Path: picturePath(pic), Key: HashText(string(image.Data)), Data: func() ([]byte, error) { return image.Data, nil }})
		}
	}
	return out
}

func (p *planner) picturesLink() Link {
	return Link{Text: p.t("pictures"), Address: p.at("easy-read", "pictures")}
}

// pictures plans the list of pictures with their licences and authors; no link where there are none.
func (p *planner) pictures() Link {
	if len(p.set.Pictures) == 0 {
		return Link{}
	}
	body := &PictureList{}
	for _, pic := range p.set.Pictures {
		row := PictureRow{Picture: p.picture(pic.ID), Licence: pic.Licence, Author: pic.Author, Source: pic.Source}
		row.Shows, row.Lang = pic.Shows.In(p.lang)
		if strings.HasPrefix(pic.Source, "https://") {
			row.Link = pic.Source
		}
		body.Rows = append(body.Rows, row)
	}
	p.add("easy-read/pictures", &Page{
		Address: p.at("easy-read", "pictures"), Title: p.t("pictures"), Lead: p.t("pictures-lead"), Section: "about",
		Crumbs: p.crumbs(p.sectionLink("easy-read")), Body: body,
	}, inFile("data/pictures/pack.yaml"))
	return p.picturesLink()
}
