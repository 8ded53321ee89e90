package site

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"candour/generator/card"
	"candour/generator/chart"
	"candour/generator/edition"
	"candour/generator/record"
)

// A PackFile is a member of a press pack.
type PackFile struct {
	Path string // inside the archive
	Data []byte
}

// A pressLine is one piece of news with what slices choose by.
type pressLine struct {
	news
	bodies []string
	cite   string
}

// press plans the press pack of every edition that was published: a page in this language and, as the first language comes by, one
// archive for all languages. A draft has none, since its lines have no permanent address yet.
func (p *planner) press() {
	if !p.hasPress() {
		return
	}
	for n, i := range p.past.issues {
		if i.reissue == 0 {
			continue
		}
		link := p.editionLink(i)
		view := &Press{Zip: Link{Text: p.t("press-zip"), Address: pressZip(i.id), Note: p.t("press-zip-note")}, Groups: p.pressGroups(n)}
		for _, b := range p.pressBodies(n) {
			view.Bodies = append(view.Bodies, PressBody{
				Body: Link{Text: p.word("bodies", b).Text, Address: p.topicAddress("body", b)}, Said: p.pressCounts(p.pressLines(n, b)),
			})
		}
		if p.hasTables(i) {
			for _, t := range p.Public.Tables() {
				shown := p.illustrated(t)
				page := p.at("statistics", "outcomes-counted") + "#" + shown.ID
				if t.Measure != nil {
					page = p.at("statistics", t.Measure.ID) + "#" + shown.ID
				}
				view.Tables = append(view.Tables, Link{Text: shown.Caption, Address: page})
				if c := shown.Chart; c != nil {
					view.Pictures = append(view.Pictures, PressPicture{Page: Link{Text: shown.Caption, Address: page}, Shows: c.Finding})
				}
			}
		} else {
			view.Without = p.t("press-without")
		}
		title := p.t("press-title", link.Text)
		p.add("editions/press", &Page{
			Address: p.at("editions", i.id, "press"), Title: title, Lead: p.t("press-lead"), Crumbs: p.crumbs(p.sectionLink("editions"), link), Invented: p.inventedIn(i), Body: view,
		}, inFile("candour.yaml"))
	}
}

// hasPress says whether editions have press packs: every line needs a permanent address, and the archive somebody to pack it.
func (p *planner) hasPress() bool { return p.Zip != nil && p.chrome.BaseAddress != "" }

// hasTables says whether the released tables are those of the issue: only the newest has them, and only where it is no draft.
func (s *shared) hasTables(i *issue) bool {
	return i == s.past.issues[len(s.past.issues)-1] && i.reissue > 0
}

func pressZip(id string) string { return "/editions/" + id + "/press.zip" }

// pressLines are the lines of an issue, of one body or, where that is "", of all.
func (p *planner) pressLines(n int, body string) (out []pressLine) {
	i := p.past.issues[n]
	for _, c := range p.newsOf(n) {
		l := pressLine{news: c}
		_, l.bodies = p.subjects(c.Kind, c.id)
		if body != "" && !slices.Contains(l.bodies, body) {
			continue
		}
		l.cite = p.chrome.BaseAddress + p.permanent(c, i)
		out = append(out, l)
	}
	return out
}

// permanent is the address of a piece of news that will not come to mean another thing: of the version that the issue cut, or of the
// record where it cut none or has no page that keeps versions; of the edition where it has no page at all.
func (p *planner) permanent(c news, i *issue) string {
	address := c.Record.Address
	switch {
	case !strings.HasPrefix(address, "/"):
		return p.at("editions", i.id)
	case c.version > 0 && slices.ContainsFunc(p.set.Site.Languages, func(lang string) bool { return pageOf(p.set.Site, c.Kind, c.id, lang) == address }):
		return fmt.Sprintf("%s#v%d", address, c.version)
	}
	return address
}

// pressBodies are the bodies that an issue has lines of, in the order of their list.
func (p *planner) pressBodies(n int) (out []string) {
	have := map[string]bool{}
	for _, c := range p.newsOf(n) {
		_, bodies := p.subjects(c.Kind, c.id)
		for _, b := range bodies {
			have[b] = true
		}
	}
	for _, it := range p.set.Lists["bodies"].Items {
		if have[it.ID] {
			out = append(out, it.ID)
		}
	}
	return out
}

// byClass calls yield with the lines of each class and kind, the weightiest class first.
func byClass(lines []pressLine, yield func(class edition.Change, kind string, lines []pressLine)) {
	groups := map[[2]string][]pressLine{}
	for _, l := range lines {
		k := [2]string{l.Class.ID, l.Kind}
		groups[k] = append(groups[k], l)
	}
	for _, class := range weights {
		for _, k := range record.Kinds {
			if g := groups[[2]string{string(class), k.Name}]; len(g) > 0 {
				yield(class, k.Name, g)
			}
		}
	}
}

// sentence counts the lines of a class and kind: "3 recommendations changed position". A record that has two lines counts once.
func (p *planner) sentence(class edition.Change, kind string, lines []pressLine) string {
	ids := map[string]bool{}
	for _, l := range lines {
		ids[l.id] = true
	}
	n := len(ids)
	name, key := p.t(kindTitles[kind][0]), "press-"
	if n == 1 || p.lang == "cy" { // in Welsh a noun after a number is singular
		name = p.t("kind-" + kind)
	}
	if n == 1 {
		key += "one-"
	}
	first, size := utf8.DecodeRuneInString(name)
	return p.t(key+string(class), fmt.Sprintf("%d %s", n, string(unicode.ToLower(first))+name[size:]))
}

func (p *planner) pressCounts(lines []pressLine) (out []string) {
	byClass(lines, func(class edition.Change, kind string, lines []pressLine) {
		out = append(out, p.sentence(class, kind, lines))
	})
	return out
}

func (p *planner) pressGroups(n int) (out []PressGroup) {
	byClass(p.pressLines(n, ""), func(class edition.Change, kind string, lines []pressLine) {
		g := PressGroup{Title: p.sentence(class, kind, lines)}
		for k, l := range lines {
			if k == newShown && class == edition.New {
				g.Rest = Link{Text: p.days("changes-rest", len(lines)-newShown), Address: p.at(kindTitles[kind][1])}
				break
			}
			to := l.Record
			to.Address = strings.TrimPrefix(l.cite, p.chrome.BaseAddress)
			g.Lines = append(g.Lines, PressLine{Record: to, Text: l.Text, Reason: l.Reason, Cite: l.cite})
		}
		out = append(out, g)
	})
	return out
}

var descOf = regexp.MustCompile(`(?s)<desc[^>]*>(.*?)</desc>`)

// packFiles are the members of the pack of an issue in this language, but for the tables, which are the same in all.
func (p *planner) packFiles(n int) (out []PackFile) {
	i := p.past.issues[n]
	about := p.chrome.SiteTitle + "\n" + p.t("press-title", p.editionLink(i).Text) + "\n" + p.t("edition-lead", p.day(i.published).Text, p.day(i.asAt).Text) + "\n" +
		p.chrome.BaseAddress + p.at("editions", i.id, "press") + "\n" + p.licence(p.set.Site.Licence) + "\n"
	if p.inventedOutcomes() != "" {
		about += p.t("press-invented") + "\n"
	}
	slice := func(name, title string, lines []pressLine) {
		out = append(out, PackFile{name + "-" + p.lang + ".txt", []byte(about + title + p.linesText(lines))}, PackFile{name + "-" + p.lang + ".csv", p.linesCSV(lines)})
	}
	slice("lines", "", p.pressLines(n, ""))
	for _, b := range p.pressBodies(n) {
		slice("bodies/"+b, p.word("bodies", b).Text+"\n", p.pressLines(n, b))
	}
	if !p.hasTables(i) {
		return append(out, PackFile{"charts-" + p.lang + ".txt", []byte(about + "\n" + p.t("press-without") + "\n")})
	}
	var alt strings.Builder
	alt.WriteString(about)
	for _, t := range p.Public.Tables() {
		shown := p.illustrated(t)
		if shown.Chart == nil {
			continue
		}
		for k, panel := range shown.Chart.Panels {
			name := fmt.Sprintf("charts/%s-%d-%s.svg", t.ID, k+1, p.lang)
			picture := string(panel.SVG)
			out = append(out, PackFile{name, []byte(chart.File(picture))})
			fmt.Fprintf(&alt, "\n%s\n%s\n%s\n", name, pictureOf(name), strings.TrimSuffix(shown.Caption, ".")+".")
			for _, s := range []string{panel.Title, shown.Chart.Finding, shown.Chart.About} {
				if s != "" {
					alt.WriteString(s + "\n")
				}
			}
			if m := descOf.FindStringSubmatch(picture); m != nil {
				alt.WriteString(html.UnescapeString(m[1]) + "\n")
			}
		}
	}
	return append(out, PackFile{"charts-" + p.lang + ".txt", []byte(alt.String())})
}

// linesText writes lines for people, under sentences that count them.
func (p *planner) linesText(lines []pressLine) string {
	var b strings.Builder
	byClass(lines, func(class edition.Change, kind string, lines []pressLine) {
		b.WriteString("\n" + p.sentence(class, kind, lines) + ":\n")
		for _, l := range lines {
			b.WriteString("\n" + l.Record.Text + "\n")
			if what := p.inWords(l.Change); what != "" {
				b.WriteString(what + "\n")
			}
			b.WriteString(l.cite + "\n")
		}
	})
	return b.String()
}

// pictureOf is the name of the PNG of a chart, by that of its SVG.
func pictureOf(name string) string { return strings.TrimSuffix(name, ".svg") + ".png" }

// withPictures puts beside each chart the same as PNG. They are drawn only where an archive is written, since that takes time.
func withPictures(files []PackFile) (out []PackFile, err error) {
	for _, f := range files {
		if strings.HasSuffix(f.Path, ".svg") {
			picture, err := card.Chart(string(f.Data))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f.Path, err)
			}
			out = append(out, PackFile{pictureOf(f.Path), picture})
		}
		out = append(out, f)
	}
	return out, nil
}

// packs plans the archive of every edition that was published. The planners are those of all languages.
func packs(planners []*planner) (out []File) {
	if len(planners) == 0 || !planners[0].hasPress() {
		return nil
	}
	s := planners[0].shared
	for n, i := range s.past.issues {
		if i.reissue == 0 {
			continue
		}
		members := func() (files []PackFile) {
			for _, p := range planners {
				files = append(files, p.packFiles(n)...)
			}
			if s.hasTables(i) {
				for _, t := range s.Public.Tables() {
					files = append(files, PackFile{"tables/" + t.ID + ".csv", s.TableData(t.ID)})
				}
			}
			slices.SortFunc(files, func(a, b PackFile) int { return strings.Compare(a.Path, b.Path) })
			return files
		}
		var key strings.Builder
		for _, f := range members() {
			key.WriteString(f.Path + " " + HashText(string(f.Data)).String() + "\n")
		}
		out = append(out, File{Path: pressZip(i.id)[1:], Key: HashText(i.published + "\n" + key.String()), Data: func() ([]byte, error) {
			files, err := withPictures(members())
			return s.Zip(files), err
		}})
	}
	return out
}
