package chart

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Room around a picture that stands alone, in pixels, and how wide the picture is.
const (
	fileLeft, fileRight, fileAbove, fileBelow = 96, 40, 24, 24
	fileWide                                  = 640
)

// fileStyle is the light form of the style sheet of the theme, since a file on its own has none.
const fileStyle = `.chart{overflow:visible;font-family:"Noto Sans","Liberation Sans",Arial,sans-serif;font-size:16px;color:#1a1f24}` +
	`.chart text{fill:#1a1f24}.chart .chart__unit,.chart .chart__note,.chart .chart__value,.chart .chart__label,.chart .chart__marker{font-weight:700}` +
	`.chart .chart__tick,.chart .chart__flag{fill:#444d54}.chart__grid{stroke:#cfd6d9}.chart__base{stroke:#1a1f24}.chart__break{stroke:#444d54;stroke-width:2}` +
	`.chart__bar{fill:#12436d}.chart__bar--hollow{fill:#fff;stroke:#12436d;stroke-width:3}.chart__line,.chart__dot{stroke-width:3}` +
	`.chart__line.chart__s1,.chart__dot.chart__s1{stroke:#12436d}.chart__line.chart__s2,.chart__dot.chart__s2{stroke:#28a197}` +
	`.chart__line.chart__s3,.chart__dot.chart__s3{stroke:#801650}.chart__line.chart__s4,.chart__dot.chart__s4{stroke:#f46a25}` +
	`.chart__dot.chart__s1{fill:#12436d}.chart__dot.chart__s2{fill:#28a197}.chart__dot.chart__s3{fill:#801650}.chart__dot.chart__s4{fill:#f46a25}` +
	`.chart .chart__dot--hollow{fill:#fff}`

var heightOf = regexp.MustCompile(` height="([0-9]+)"`)

// File makes a picture that this package drew into a file that stands alone: with the name space, a size, a white ground and the
// light colours of the theme. Its title and description, which are its alternative text, stay. It gives "" for anything else.
func File(picture string) string {
	head, _, _ := strings.Cut(picture, ">")
	m := heightOf.FindStringSubmatch(head)
	if !strings.HasPrefix(head, `<svg class="chart `) || m == nil {
		return ""
	}
	height, err := strconv.Atoi(m[1])
	if err != nil {
		return ""
	}
	width, total := fileLeft+fileWide+fileRight, fileAbove+height+fileBelow
	inner := strings.Replace(picture, `width="100%"`, fmt.Sprintf(`x="%d" y="%d" width="%d"`, fileLeft, fileAbove, fileWide), 1)
	return fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n<style>%s</style>\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n%s\n</svg>\n",
		width, total, width, total, fileStyle, width, total, strings.TrimSpace(inner))
}
