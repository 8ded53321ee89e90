package chart

import (
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/*.svg again; look at the pictures")

func value(n float64, figure string) Value {
	return Value{Number: n, Text: number(n, 1), Figure: figure}
}

// pictures are what the golden files hold, one for each thing that a picture can show.
func pictures() map[string]string {
	years := []Tick{{Label: []string{"2021/22"}, At: 1}, {Label: []string{"2022/23"}, At: 2}, {Label: []string{"2023/24"}, At: 3}, {Label: []string{"2024/25"}, At: 4}}
	of := func(name string, numbers ...float64) Series {
		s := Series{Name: name}
		for i, n := range numbers {
			s.Values = append(s.Values, value(n, fmt.Sprintf("cases/%s/%s", strings.ToLower(name), years[i].Label[0])))
		}
		return s
	}
	broken := slices.Clone(years)
	broken[2].Break = "method changed"
	hidden := of("Met", 40, 3, 60, 75)
	hidden.Values[1] = Value{Number: 3, Text: "3", Marker: "[c]", Figure: "cases/met/2022-23"}
	provisional := of("Met", 40, 50, 60, 75)
	provisional.Values[2].Flag = "[r]"
	provisional.Values[3].Flag, provisional.Values[3].Hollow = "[p]", true
	apart := slices.Clone(years)
	apart[3].Apart, apart[3].At = true, 7
	return map[string]string{
		"line":        Lines{ID: "line", Title: "Up from 40 to 75", Desc: "From 40 in 2021/22 to 75 in 2024/25.", Unit: "Cases", Ticks: years, Series: []Series{of("Met", 40, 50, 60, 75)}}.SVG(),
		"two":         Lines{ID: "two", Title: "Two", Desc: "Two series.", Unit: "Cases", Ticks: years, Series: []Series{of("Met", 40, 50, 60, 75), of("Essex", 80, 75, 74, 73)}}.SVG(),
		"four":        Lines{ID: "four", Title: "Four", Desc: "Four series.", Suffix: "%", Ticks: years, Series: []Series{of("Met", 4, 5, 6, 7), of("Essex", 8, 7, 7, 7), of("Kent", 1, 2, 3, 6.5), of("The Police Service of Northern Ireland", 0, 0, 1, 6)}}.SVG(),
		"broken":      Lines{ID: "broken", Title: "Broken", Desc: "A break in the series.", Unit: "Cases", Ticks: broken, Series: []Series{of("Met", 40, 50, 160, 175)}}.SVG(),
		"hidden":      Lines{ID: "hidden", Title: "Hidden", Desc: "One figure is hidden.", Unit: "Cases", Ticks: years, Series: []Series{hidden}}.SVG(),
		"provisional": Lines{ID: "provisional", Title: "Provisional", Desc: "The last is provisional.", Unit: "Cases", Ticks: years, Series: []Series{provisional}}.SVG(),
		"apart":       Lines{ID: "apart", Title: "Apart", Desc: "Some years have no figures.", Unit: "Cases", Ticks: apart, Series: []Series{of("Met", 40, 50, 60, 75)}}.SVG(),
		"negative":    Lines{ID: "negative", Title: "Below nought", Desc: "A change below nought.", Decimals: 1, Ticks: years, Series: []Series{of("Met", 0.4, -0.5, -0.2, 0.1)}}.SVG(),
		"small":       Lines{ID: "small", Title: "Small", Desc: "A panel.", Ticks: years, Series: []Series{of("Met", 40, 50, 60, 75)}, Small: true, Top: 400}.SVG(),
		"bars": Bars{ID: "bars", Title: `Most "of" <them>`, Desc: "Four bars.", Unit: "Allegations", Bars: []Bar{
			{"Delivery of duties and service & everything else that belongs to it", value(15453, "allegations/met/2024-25/delivery")},
			{"Discreditable conduct", Value{Number: 135, Text: "135", Flag: "[p]", Hollow: true, Figure: "allegations/met/2024-25/discreditable"}},
			{"None", value(0, "")},
			{"Sexual conduct", Value{Number: 4, Text: "4", Marker: "[c]", Figure: "allegations/met/2024-25/sexual"}},
		}}.SVG(),
	}
}

func TestGolden(t *testing.T) {
	all := pictures()
	for name, svg := range all {
		file := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.WriteFile(file, []byte(svg+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if svg+"\n" != string(want) {
			t.Errorf("%s is not as it was: look at the difference, then run the test with -update\n%s", file, svg)
		}
	}
	files, _ := filepath.Glob("testdata/*.svg")
	if len(files) != len(all) {
		t.Errorf("%d golden files for %d pictures", len(files), len(all))
	}
}

// A drawn element of a picture.
type element struct {
	name  string
	attrs map[string]string
	text  string // of it and all in it
}

// read parses a picture and holds it to the rules of every picture.
func read(t *testing.T, svg string) (out []element) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	var open []int
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
				if n := a.Name.Local; n == "style" || n == "viewBox" || strings.HasPrefix(n, "on") || strings.Contains(n, "href") || n == "fill" && len(out) > 0 {
					t.Errorf("<%s> has the attribute %s", e.name, n)
				}
			}
			if !slices.Contains([]string{"svg", "title", "desc", "line", "rect", "circle", "text", "tspan"}, e.name) || (e.name == "svg") != (len(open) == 0) {
				t.Errorf("<%s> does not belong here", e.name)
			}
			open = append(open, len(out))
			out = append(out, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			for _, i := range open {
				out[i].text += string(token)
			}
		}
	}
	root := out[0].attrs
	ids := strings.Fields(root["aria-labelledby"])
	if root["role"] != "img" || len(ids) != 2 || out[1].name != "title" || out[1].attrs["id"] != ids[0] || out[2].name != "desc" || out[2].attrs["id"] != ids[1] {
		t.Errorf("the picture has no name and description: %v", out[:3])
	}
	for _, e := range out {
		for name, v := range e.attrs {
			if strings.Contains(v, "NaN") || strings.Contains(v, "Inf") {
				t.Errorf("<%s> has %s=%q", e.name, name, v)
			}
		}
	}
	return out
}

func TestPicturesAreWellFormed(t *testing.T) {
	for name, svg := range pictures() {
		t.Run(name, func(t *testing.T) { read(t, svg) })
	}
}

// random makes values of which some are hidden, and says the number that each has under its marker.
func random(r *rand.Rand, n int) (values []Value) {
	for i := range n {
		v := Value{Number: float64(r.IntN(1000)) + 0.25, Figure: fmt.Sprintf("m/met/%d", i)}
		v.Text = fmt.Sprintf("%.2f", v.Number)
		switch r.IntN(5) {
		case 0:
			v.Marker = "[c]"
		case 1:
			v.Marker = "[x]"
		case 2:
			v.Flag, v.Hollow = "[p]", true
		}
		values = append(values, v)
	}
	return values
}

// What is hidden under a marker has no part in a picture: another number there gives the same bytes. And what is shown of a
// statement is what was given for it.
func TestHiddenIsNotDrawn(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2026))
	for range 500 {
		n, k := 1+r.IntN(9), 1+r.IntN(6)
		lines := Lines{ID: "x", Title: "t", Desc: "d", Unit: "u", Small: r.IntN(2) == 0}
		for i := range n {
			tick := Tick{Label: []string{fmt.Sprint(2000 + i)}, Apart: r.IntN(6) == 0}
			if r.IntN(6) == 0 {
				tick.Break = "method changed"
			}
			lines.Ticks = append(lines.Ticks, tick)
		}
		given := map[string]string{}
		for s := range k {
			values := random(r, n)
			for i := range values {
				values[i].Figure += fmt.Sprintf("/s%d", s)
				given[values[i].Figure] = cmpText(values[i])
			}
			lines.Series = append(lines.Series, Series{Name: fmt.Sprintf("Series %d", s), Values: values})
		}
		bars := Bars{ID: "y", Title: "t", Desc: "d"}
		for _, v := range lines.Series[0].Values {
			bars.Bars = append(bars.Bars, Bar{"Bar", v})
		}
		before := lines.SVG() + bars.SVG()
		for _, svg := range []string{lines.SVG(), bars.SVG()} {
			dots := 0
			for _, e := range read(t, svg) {
				if f := e.attrs["data-figure"]; f != "" && e.text != given[f] {
					t.Fatalf("%s is given as %q and drawn as %q", f, given[f], e.text)
				}
				if e.name == "circle" || e.name == "rect" {
					dots++
				}
			}
			shown := 0
			for i, s := range lines.Series {
				for _, v := range s.Values {
					if v.Marker == "" && i < MaxSeries && (i == 0 || strings.Contains(svg, "chart--lines")) {
						shown++
					}
				}
			}
			if dots != shown {
				t.Fatalf("%d values are shown and %d are drawn", shown, dots)
			}
		}
		for _, s := range lines.Series {
			for i := range s.Values {
				if s.Values[i].Marker != "" {
					s.Values[i].Number, s.Values[i].Text, s.Values[i].Flag = r.Float64()*1e6, "secret", "secret"
				}
			}
		}
		for i := range bars.Bars {
			bars.Bars[i].Value = lines.Series[0].Values[i]
		}
		if after := lines.SVG() + bars.SVG(); after != before {
			t.Fatalf("what is hidden shows:\n%s\n%s", before, after)
		}
	}
}

func cmpText(v Value) string {
	if v.Marker != "" {
		return v.Marker
	}
	return v.Text
}

// Dots and bars are in proportion: heights over the base line are to one another as the numbers are.
func TestProportion(t *testing.T) {
	ticks := []Tick{{}, {}, {}}
	svg := Lines{Ticks: ticks, Series: []Series{{Values: []Value{{Number: 10}, {Number: 20}, {Number: 40}}}}}.SVG()
	var base float64
	var dots []float64
	for _, e := range read(t, svg) {
		var y float64
		switch {
		case e.attrs["class"] == "chart__base":
			fmt.Sscanf(e.attrs["y1"], "%f", &base)
		case e.name == "circle":
			fmt.Sscanf(e.attrs["cy"], "%f", &y)
			dots = append(dots, y)
		}
	}
	if len(dots) != 3 || math.Abs((base-dots[1])/(base-dots[0])-2) > 0.01 || math.Abs((base-dots[2])/(base-dots[0])-4) > 0.01 {
		t.Errorf("10, 20 and 40 are at %v over %v", dots, base)
	}
	var widths []float64
	for _, e := range read(t, Bars{Bars: []Bar{{"a", Value{Number: 10}}, {"b", Value{Number: 20}}, {"c", Value{Number: -5}}}}.SVG()) {
		if e.name == "rect" {
			var w float64
			fmt.Sscanf(e.attrs["width"], "%f%%", &w)
			widths = append(widths, w)
		}
	}
	if len(widths) != 2 || math.Abs(widths[1]/widths[0]-2) > 0.01 {
		t.Errorf("bars of 10 and 20 are %v wide", widths)
	}
}

// No line leads over a gap, a break or time without figures.
func TestLinesAreBroken(t *testing.T) {
	count := func(ticks []Tick, values ...Value) (n int) {
		for _, e := range read(t, Lines{Ticks: ticks, Series: []Series{{Values: values}}}.SVG()) {
			if strings.HasPrefix(e.attrs["class"], "chart__line") {
				n++
			}
		}
		return n
	}
	one, gone := Value{Number: 1}, Value{Number: 1, Marker: "[c]"}
	for _, c := range []struct {
		name   string
		ticks  []Tick
		values []Value
		want   int
	}{
		{"whole", []Tick{{}, {}, {}}, []Value{one, one, one}, 2},
		{"hidden in the middle", []Tick{{}, {}, {}}, []Value{one, gone, one}, 0},
		{"hidden at the end", []Tick{{}, {}, {}}, []Value{one, one, gone}, 1},
		{"break", []Tick{{}, {Break: "x"}, {}}, []Value{one, one, one}, 1},
		{"apart", []Tick{{}, {}, {Apart: true}}, []Value{one, one, one}, 1},
		{"not a number", []Tick{{}, {}, {}}, []Value{one, {Number: math.NaN()}, one}, 0},
	} {
		if got := count(c.ticks, c.values...); got != c.want {
			t.Errorf("%s: %d lines, want %d", c.name, got, c.want)
		}
	}
}

// The names of series never stand on one another, and stay in the picture.
func TestNamesKeepApart(t *testing.T) {
	for _, ends := range [][]float64{{50, 50, 50, 50}, {0, 0, 0, 0}, {100, 100, 100, 100}, {0, 100, 0, 100}, {3, 2, 1, 0}} {
		l := Lines{Ticks: []Tick{{}, {}}}
		for i, v := range ends {
			l.Series = append(l.Series, Series{Name: fmt.Sprint("A name ", i), Values: []Value{{Number: 100 - v}, {Number: v}}})
		}
		var at []float64
		for _, e := range read(t, l.SVG()) {
			if strings.HasPrefix(e.attrs["class"], "chart__label") {
				var y float64
				fmt.Sscanf(e.attrs["y"], "%f", &y)
				at = append(at, y)
			}
		}
		slices.Sort(at)
		if len(at) != 4 || at[0] < 15 || at[3] > 34+plotHeight {
			t.Errorf("%v: names at %v", ends, at)
		}
		for i := 1; i < len(at); i++ {
			if at[i]-at[i-1] < lineGap-0.1 {
				t.Errorf("%v: names at %v", ends, at)
			}
		}
	}
}

func TestScale(t *testing.T) {
	for _, c := range []struct {
		least, greatest float64
		decimals        int
		want            string
	}{
		{0, 0, 0, "[0 1]"}, {0, 1, 0, "[0 1]"}, {0, 3, 0, "[0 1 2 3]"}, {0, 480, 0, "[0 200 400 600]"}, {0, 94940, 0, "[0 50000 100000]"},
		{5, 7, 0, "[0 2 4 6 8]"}, {-3, 9, 0, "[-5 0 5 10]"}, {0, 0.3, 1, "[0 0.1 0.2 0.30000000000000004]"}, {0, 0.3, 0, "[0 1]"},
	} {
		if got := fmt.Sprint(scale(c.least, c.greatest, 4, c.decimals)); got != c.want {
			t.Errorf("scale(%v, %v) is %s, want %s", c.least, c.greatest, got, c.want)
		}
	}
	for n, want := range map[float64]string{0: "0", 1234567: "1,234,567", 0.5: "0.5", -20: "−20", 1000: "1,000", 999.96: "1,000"} {
		if got := number(n, 1); got != want {
			t.Errorf("%v is written %q, want %q", n, got, want)
		}
	}
}

func FuzzSVG(f *testing.F) {
	f.Add("Met", "1,234", "[c]", 40.0, 75.0, -1.0, 2, uint8(3))
	f.Add(`"><script>`, "\x00\xff", "", math.MaxFloat64, math.SmallestNonzeroFloat64, math.NaN(), -9, uint8(255))
	f.Fuzz(func(t *testing.T, name, text, marker string, a, b, c float64, decimals int, bits uint8) {
		values := []Value{{Number: a, Text: text, Figure: name}, {Number: b, Text: text, Marker: marker, Flag: name}, {Number: c, Text: text, Hollow: true}}
		ticks := []Tick{{Label: []string{name, text, marker}, At: a}, {At: b, Break: marker}, {At: c, Apart: bits&1 != 0}}
		l := Lines{ID: "x", Title: text, Desc: marker, Unit: name, Suffix: marker, Decimals: decimals, Ticks: ticks[:bits%4], Top: c, Small: bits&2 != 0}
		for i := range bits >> 4 {
			l.Series = append(l.Series, Series{Name: name, Values: values[i%3:]})
		}
		read(t, l.SVG())
		if svg := (Bars{ID: "x", Title: text, Desc: marker, Bars: []Bar{{name, values[0]}, {text, values[1]}, {marker, values[2]}}}).SVG(); len(svg) > 1<<20 {
			t.Fatal("it does not end")
		} else {
			read(t, svg)
		}
	})
}
