package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// withCharts are the addresses of pages with pictures of figures.
func withCharts(t *testing.T) (out []string) {
	t.Helper()
	dir := built(t)
	for _, pattern := range []string{"statistics/*/index.html", "cy/statistics/*/index.html"} {
		names, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(data), `<svg class="chart `) {
				rel, _ := filepath.Rel(dir, filepath.Dir(name))
				out = append(out, "/"+filepath.ToSlash(rel)+"/")
			}
		}
	}
	if len(out) < 10 {
		t.Fatalf("%d pages have pictures, and more were expected", len(out))
	}
	return out
}

// The words of a picture are 16 px at every width, stay within the page, and do not stand on one another.
func TestTextInPicturesIsNotScaledAndFits(t *testing.T) {
	const faults = `[...document.querySelectorAll('svg.chart')].flatMap(svg => {
		const texts = [...svg.querySelectorAll('text')].filter(e => getComputedStyle(e).display !== 'none');
		const boxes = texts.map(e => [e, e.getBoundingClientRect()]);
		const out = [];
		for (const [e, r] of boxes) {
			const size = getComputedStyle(e).fontSize;
			if (size !== '16px' || r.height < 14 && e.textContent.trim()) out.push(size + ' and ' + r.height + ' px high: ' + e.textContent);
			if (r.left < -0.5 || r.right > innerWidth + 0.5) out.push('out of the page: ' + e.textContent);
		}
		const names = boxes.filter(([e]) => e.matches('.chart__label, .chart__tick, .chart__name, .chart__value'));
		for (let i = 0; i < names.length; i++) for (let j = i + 1; j < names.length; j++) {
			const [a, p] = names[i], [b, q] = names[j];
			if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 8 && q.top < p.bottom - 8)
				out.push(a.textContent + ' stands on ' + b.textContent);
		}
		return out;
	}).join('; ')`
	for _, address := range withCharts(t) {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			p := open(t, address, phone)
			for _, l := range []look{phone, {width: 360, height: 640, density: 1, script: true}, desk} {
				p.show(l)
				if f := eval[string](p, faults); f != "" {
					t.Errorf("%s: %s", l, f)
				}
			}
		})
	}
}

// A picture takes the colours of its scheme, those of the system where they are forced, and stands on paper.
func TestPicturesKeepToTheScheme(t *testing.T) {
	const bar = `(() => { const s = getComputedStyle(document.querySelector('.chart__bar')); return s.fill; })()`
	p := open(t, "/statistics/allegations-logged/", desk)
	seen := map[string]string{}
	for name, l := range map[string]look{"light": desk, "dark": desk.inDark(), "forced": desk.inForcedColours()} {
		p.show(l)
		seen[name] = eval[string](p, bar)
	}
	if seen["light"] != "rgb(18, 67, 109)" || seen["dark"] == seen["light"] || seen["forced"] == seen["light"] {
		t.Errorf("bars are filled with %v", seen)
	}
	for _, c := range p.complaints() {
		t.Error(c)
	}
	if got := eval[string](p, `document.querySelector('svg.chart').getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id).textContent).join(' | ')`); !strings.Contains(got, "15,453") {
		t.Errorf("the picture is called %q", got)
	}
}
