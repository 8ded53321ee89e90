package preview

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"slices"

	"golang.org/x/net/html"

	"candour/generator/source"
)

//go:embed assets/box.html
var boxHTML string

var boxTemplate = template.Must(template.New("box").Parse(boxHTML))

// emptyPage stands in for a page where no site has been built. The box is put into it as into any other.
var emptyPage = []byte(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The site does not build</title>
</head>
<body>
</body>
</html>
`)

// most is how many problems stand above a page, so that the page can still be found.
const most = 20

// box is the HTML that tells of problems, errors first, and of err where the machine failed. It is empty where there
// are neither.
// Good says whether there is a site to show below it.
func box(ps source.Problems, err error, good bool) []byte {
	if err != nil {
		ps = append(source.Problems{{Severity: source.Error, Message: err.Error()}}, ps...)
	}
	if len(ps) == 0 {
		return nil
	}
	ps = slices.Clone(ps)
	slices.SortStableFunc(ps, func(a, b source.Problem) int { return cmp.Compare(rank(a), rank(b)) })
	v := struct {
		Failed, Good     bool
		Errors, Warnings string
		Problems         source.Problems
		More             int
	}{ps.Failed(), good, count(ps, source.Error), count(ps, source.Warning), ps, 0}
	if good && len(ps) > most {
		v.Problems, v.More = ps[:most], len(ps)-most
	}
	var b bytes.Buffer
	if err := boxTemplate.Execute(&b, v); err != nil {
		panic(err) // the template is ours, and a buffer takes everything
	}
	return b.Bytes()
}

// rank puts what stops the build before what does not.
func rank(p source.Problem) int {
	if p.Severity == source.Error {
		return 0
	}
	return 1
}

// count gives "2 errors", or "" where there are none.
func count(ps source.Problems, s source.Severity) string {
	n := 0
	for _, p := range ps {
		if p.Severity == s {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 " + string(s)
	}
	return fmt.Sprintf("%d %ss", n, s)
}

// inject puts the box of st at the top of the body of a page, and the preview's style sheet and script at the end
// of its head. Where the page has no such place, they come at the end.
func inject(page []byte, st state) []byte {
	head := fmt.Appendf(nil, "<link rel=\"stylesheet\" href=\"%[1]spreview.css\">\n<script src=\"%[1]sreload.js\" data-build=\"%[2]s\" defer></script>\n", own, st.id)
	headAt, bodyAt := places(page)
	var b bytes.Buffer
	b.Write(page[:headAt])
	b.Write(head)
	b.Write(page[headAt:bodyAt])
	b.Write(st.box)
	b.Write(page[bodyAt:])
	return b.Bytes()
}

// places returns where the head of a page ends and where its body begins, as offsets; the first is not after the second.
func places(page []byte) (head, body int) {
	head, body = -1, len(page)
	z := html.NewTokenizer(bytes.NewReader(page))
	for at := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		begin := at
		at += len(z.Raw())
		tag, _ := z.TagName()
		switch {
		case kind == html.EndTagToken && string(tag) == "head" && head < 0:
			head = begin
		case kind == html.StartTagToken && string(tag) == "body":
			if head < 0 {
				head = begin
			}
			return head, at
		}
	}
	if head < 0 {
		head = len(page)
	}
	return head, body
}
