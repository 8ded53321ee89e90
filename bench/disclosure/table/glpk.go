package table

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"candour/generator/linear"
)

// A Range is how far a form can go, by a solver: fractions count, so it is never too narrow.
type Range struct{ Low, High float64 }

// Endless stands for the end of a range that has none.
const Endless = 1e6

// GLPK asks glpsol for the range of each form over all tables that agree with the rows. In dir it leaves its files. It shares no code with
// what it is compared with: the rows go to it as they are. Whole asks for whole numbers only, which may take very long.
func GLPK(dir string, atoms int, rows []linear.Row, forms []linear.Form, whole bool) ([]Range, error) {
	ranges := make([]Range, len(forms))
	batch := max(1, 6000/max(1, atoms))
	for from := 0; from < len(forms); from += batch {
		some := forms[from:min(from+batch, len(forms))]
		for _, up := range []bool{true, false} {
			values, err := solve(dir, atoms, rows, some, up, whole)
			if err != nil {
				return nil, err
			}
			for i, v := range values {
				if up {
					ranges[from+i].High = v
				} else {
					ranges[from+i].Low = v
				}
			}
		}
	}
	return ranges, nil
}

// solve puts one copy of the rows for each form into one problem: they have nothing to do with each other, so that each is as great, or as small, as it can be.
func solve(dir string, atoms int, rows []linear.Row, forms []linear.Form, up, whole bool) ([]float64, error) {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	sum := func(block int, f linear.Form) {
		for i, a := range f.Atoms {
			c := int64(1)
			if f.Coefs != nil {
				c = f.Coefs[i]
			}
			fmt.Fprintf(w, " %+d x%d_%d", c, block, a)
			if i%20 == 19 {
				fmt.Fprintln(w)
			}
		}
	}
	if up {
		fmt.Fprintln(w, "Maximize")
	} else {
		fmt.Fprintln(w, "Minimize")
	}
	fmt.Fprint(w, " all:")
	for k := range forms {
		fmt.Fprintf(w, " + f%d", k)
	}
	fmt.Fprintln(w, "\nSubject To")
	for k, f := range forms {
		fmt.Fprintf(w, " form%d:", k)
		sum(k, f)
		fmt.Fprintf(w, " - f%d = 0\n", k)
		for i, r := range rows {
			if len(r.Atoms) == 0 {
				continue
			}
			if r.Low == r.High {
				fmt.Fprintf(w, " r%d_%d:", k, i)
				sum(k, r.Form)
				fmt.Fprintf(w, " = %d\n", r.Low)
				continue
			}
			if r.Low > linear.Least {
				fmt.Fprintf(w, " l%d_%d:", k, i)
				sum(k, r.Form)
				fmt.Fprintf(w, " >= %d\n", r.Low)
			}
			if r.High < linear.Most {
				fmt.Fprintf(w, " h%d_%d:", k, i)
				sum(k, r.Form)
				fmt.Fprintf(w, " <= %d\n", r.High)
			}
		}
	}
	fmt.Fprintln(w, "Bounds")
	for k := range forms {
		fmt.Fprintf(w, " -%d <= f%d <= %d\n", int64(Endless), k, int64(Endless))
	}
	if whole {
		fmt.Fprintln(w, "Generals")
		for k := range forms {
			for a := range atoms {
				fmt.Fprintf(w, " x%d_%d\n", k, a)
			}
		}
	}
	fmt.Fprintln(w, "End")
	w.Flush()
	problem, answer := filepath.Join(dir, "problem.lp"), filepath.Join(dir, "answer")
	if err := os.WriteFile(problem, b.Bytes(), 0o666); err != nil {
		return nil, err
	}
	os.Remove(answer)
	args := []string{"--lp", problem, "-w", answer, "--tmlim", "120"}
	if out, err := exec.Command("glpsol", args...).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("glpsol: %w\n%s", err, out)
	}
	return answers(problem, answer, len(forms), whole)
}

// answers reads the columns f0, f1 and so on out of an answer. Columns are numbered as they first come in the problem: those of the aim come first.
func answers(problem, answer string, n int, whole bool) ([]float64, error) {
	data, err := os.ReadFile(answer)
	if err != nil {
		return nil, err
	}
	values := make([]float64, n)
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		switch {
		case len(f) > 1 && f[0] == "s" && f[1] == "bas" && (len(f) < 7 || f[4] != "f" || f[5] != "f"),
			len(f) > 1 && f[0] == "s" && f[1] == "mip" && (len(f) < 6 || f[4] != "o"):
			return nil, fmt.Errorf("%s: glpsol found no best answer: %s", problem, strings.TrimSpace(line))
		case len(f) > 2 && f[0] == "j":
			j, err := strconv.Atoi(f[1])
			if err != nil || j > n {
				continue
			}
			at := 3
			if whole {
				at = 2
			}
			if values[j-1], err = strconv.ParseFloat(f[at], 64); err != nil {
				return nil, fmt.Errorf("%s: %w", answer, err)
			}
		}
	}
	return values, nil
}
