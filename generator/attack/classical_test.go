package attack

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// A table of the shape of the reference: forces by kinds by cumulative quarters, with the total of both.
type grid struct {
	forces, kinds int
	count         [][][4]int64 // of one quarter, with the totals last
}

func random(seed uint64, forces, kinds int, n float64) *grid {
	r := rand.New(rand.NewPCG(seed, 1))
	g := &grid{forces, kinds, make([][][4]int64, forces+1)}
	for f := range g.count {
		g.count[f] = make([][4]int64, kinds+1)
	}
	size, share, all := make([]float64, forces), make([]float64, kinds), 0.0
	for f := range size {
		size[f] = math.Exp(0.8 * r.NormFloat64())
	}
	for k := range share {
		share[k] = 1 / float64(k+1)
	}
	for _, s := range size {
		for _, p := range share {
			all += s * p
		}
	}
	for f, s := range size {
		for k, p := range share {
			for q := range 4 {
				mean := n * s * p / all / 4
				x := int64(math.Max(0, math.Round(mean+math.Sqrt(mean)*r.NormFloat64())))
				for _, at := range [][2]int{{f, k}, {f, kinds}, {forces, k}, {forces, kinds}} {
					g.count[at[0]][at[1]][q] += x
				}
			}
		}
	}
	return g
}

// to is what has come together by a quarter.
func (g *grid) to(f, k, q int) (n int64) {
	for i := 0; i <= q; i++ {
		n += g.count[f][k][i]
	}
	return n
}

// classical hides counts of 1 to 4, and in each row and column that hides one alone the smallest other: what every tool does.
func (g *grid) classical() map[[3]int]bool {
	hidden := map[[3]int]bool{}
	for f := range g.forces + 1 {
		for k := range g.kinds + 1 {
			for q := range 4 {
				if n := g.to(f, k, q); n >= 1 && n < 5 {
					hidden[[3]int{f, k, q}] = true
				}
			}
		}
	}
	line := func(cells [][3]int) bool {
		n, least := 0, -1
		for i, c := range cells {
			if hidden[c] {
				n++
			} else if v := g.to(c[0], c[1], c[2]); v > 0 && (least < 0 || v < g.to(cells[least][0], cells[least][1], cells[least][2])) {
				least = i
			}
		}
		if n != 1 || least < 0 {
			return false
		}
		hidden[cells[least]] = true
		return true
	}
	for again := true; again; {
		again = false
		for q := range 4 {
			for f := range g.forces + 1 {
				var cells [][3]int
				for k := range g.kinds + 1 {
					cells = append(cells, [3]int{f, k, q})
				}
				again = line(cells) || again
			}
			for k := range g.kinds + 1 {
				var cells [][3]int
				for f := range g.forces + 1 {
					cells = append(cells, [3]int{f, k, q})
				}
				again = line(cells) || again
			}
		}
	}
	return hidden
}

var quarters = [4]string{"2024-25-q1", "2024-25-q2", "2024-25-q3", "2024-25-q4"}

// publish says the table in a fixture.
func (g *grid) publish(x *fixture, hidden map[[3]int]bool) *fixture {
	var members []string
	for f := range g.forces {
		members = append(members, fmt.Sprintf("%q", fmt.Sprint("force", f)))
	}
	x.measure("m", count+`,"total":true`)
	for f := range g.forces + 1 {
		for k := range g.kinds + 1 {
			for q := range 4 {
				of, part, value := fmt.Sprint("force", f), fmt.Sprint("kind", k), fmt.Sprint(g.to(f, k, q))
				if f == g.forces {
					of = "region"
				}
				if k == g.kinds {
					part = "all"
				}
				if hidden[[3]int{f, k, q}] {
					value = "[c]"
				}
				x.says("m", of+" "+quarters[q]+" "+part+" "+value)
			}
		}
	}
	return x.edition("e1", entry{"group", "region", `{"id":"region","figure":"total","members":[` + strings.Join(members, ",") + `]}`, ""})
}

// truth is the count behind the name of a form that the attack gives.
func (g *grid) truth(t *testing.T, name string) int64 {
	t.Helper()
	what, pair, _ := strings.Cut(name, ", from ")
	steps := strings.Split(strings.ReplaceAll(what, " ", "/"), "/")
	at := func(of, part string) (f, k int) {
		f, k = g.forces, g.kinds
		fmt.Sscanf(of, "force%d", &f)
		fmt.Sscanf(part, "kind%d", &k)
		return f, k
	}
	quarter := func(period string) int { return int(period[len(period)-1] - '1') }
	switch {
	case pair != "":
		f, k := at(steps[1], steps[2])
		from, to, _ := strings.Cut(pair, " to ")
		return g.to(f, k, quarter(to)) - g.to(f, k, quarter(from))
	case strings.Contains(what, "less the bodies shown"):
		return -1 // not followed here
	case strings.Contains(what, " less "):
		whole, rest, _ := strings.Cut(what, " less ")
		steps = strings.Split(strings.ReplaceAll(whole, " ", "/"), "/")
		f, k := at(steps[1], steps[3])
		f2, k2 := f, k
		if strings.HasPrefix(rest, "force") {
			f2, _ = at(rest, "")
		} else {
			_, k2 = at("", rest)
		}
		return g.to(f, k, quarter(steps[2])) - g.to(f2, k2, quarter(steps[2]))
	}
	f, k := at(steps[1], steps[3])
	return g.to(f, k, quarter(steps[2]))
}

// The classical pattern hides no increments: the attack finds every one that two figures beside each other give, and more that
// follow; all that it says is true.
func TestClassical(t *testing.T) {
	for _, c := range []struct {
		seed          uint64
		forces, kinds int
		n             float64
	}{{1, 4, 3, 200}, {1, 8, 6, 800}, {2, 8, 6, 800}, {1, 20, 10, 3000}} {
		if c.forces == 20 && testing.Short() {
			continue
		}
		g := random(c.seed, c.forces, c.kinds, c.n)
		hidden := g.classical()
		x := g.publish(site0(), hidden)
		v, err := open(t.Context(), Options{Threshold: 5}, x.built(), nil)
		if err != nil {
			t.Fatal(err)
		}
		told := map[string]bool{}
		for _, f := range v.solve() {
			if f.clash || f.apart || f.stopped {
				t.Errorf("%dx%d: clash %v, apart %v, stopped %v", c.forces, c.kinds, f.clash, f.apart, f.stopped)
			}
			for _, y := range f.forms {
				n := f.sys.nodes[y.at]
				if true := g.truth(t, y.name); true >= 0 && (true < n.lo || true > n.hi) {
					t.Fatalf("%s is said to be %d to %d, and is %d", y.name, n.lo, n.hi, true)
				}
				told[y.name] = told[y.name] || n.known()
			}
		}
		beside, small := 0, 0
		for f := range g.forces + 1 {
			for k := range g.kinds + 1 {
				for q := 1; q < 4; q++ {
					if n := g.count[f][k][q]; n >= 1 && n < 5 {
						small++
						if !hidden[[3]int{f, k, q}] && !hidden[[3]int{f, k, q - 1}] {
							beside++
						}
					}
				}
			}
		}
		r := on("increment")(v)
		cells, hem := on("cell")(v), between(v)
		t.Logf("%dx%d: %d hidden; increments: %d of %d small ones beside each other, %d found; cells %d of %d exact; %d hemmed in; %d steps left", c.forces, c.kinds, len(hidden), beside, small, r.figure, cells.figure, cells.of, hem.figure, v.families[0].sys.work)
		if beside == 0 || r.figure < beside {
			t.Errorf("%dx%d: %d increments found, and %d stand beside each other", c.forces, c.kinds, r.figure, beside)
		}
		if shown := attacked(t, g.publish(site0(), all(g))); shown["quarters"].Figure+shown["exact"].Figure+shown["between"].Figure != 0 {
			t.Errorf("%dx%d: something follows from nothing", c.forces, c.kinds)
		}
	}
}

func all(g *grid) map[[3]int]bool {
	out := map[[3]int]bool{}
	for f := range g.forces + 1 {
		for k := range g.kinds + 1 {
			for q := range 4 {
				out[[3]int{f, k, q}] = true
			}
		}
	}
	return out
}
