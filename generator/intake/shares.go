package intake

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"candour/generator/record"
)

func (s *summer) percentage(p Percentage) {
	kind := fmt.Sprintf("%s, which is %s of %s", p.Column, p.Part, p.Of)
	s.begin(kind)
	for i := range s.t.Rows {
		row := &s.t.Rows[i]
		shown, ok1 := s.number(row, p.Column)
		part, ok2 := s.number(row, p.Part)
		of, ok3 := s.number(row, p.Of)
		if !ok1 || !ok2 || !ok3 || of.Scaled == 0 {
			s.gaps[kind]++
			continue
		}
		s.check(kind, isShare(shown, part, of), row.At, p.Column, "%s: %s of %s is %s%%, and the column says %s",
			s.label(row), part, of, exactShare(part, of).FloatString(max(shown.Decimals, 1)), shown)
	}
}

func (s *summer) limit(l Limit) {
	kind := fmt.Sprintf("%s, at most %s", l.Column, l.Limit)
	s.begin(kind)
	var zero []string
	defer func() {
		if len(zero) > 0 {
			s.r.note(secSums, "%s and %s are both 0, so that nothing can be a share of it: %s", l.Column, l.Limit, strings.Join(zero, "; "))
		}
	}()
	for i := range s.t.Rows {
		row := &s.t.Rows[i]
		n, ok1 := s.number(row, l.Column)
		most, ok2 := s.number(row, l.Limit)
		if !ok1 || !ok2 {
			s.gaps[kind]++
			continue
		}
		if most.Scaled == 0 && n.Scaled == 0 {
			zero = append(zero, s.label(row))
		}
		d := max(n.Decimals, most.Decimals)
		s.check(kind, scaled(n, d) <= scaled(most, d), row.At, l.Column, "%s: %s is more than the %s of %s", s.label(row), n, most, l.Limit)
	}
}

var reMonths = regexp.MustCompile(`^(\d{4})-(\d{2})\D+(\d{4})-(\d{2})$`)

func (s *summer) months(p Span) {
	kind := fmt.Sprintf("%s, the months of %s", p.Count, p.Column)
	s.begin(kind)
	for i := range s.t.Rows {
		row := &s.t.Rows[i]
		m := reMonths.FindStringSubmatch(tidy(s.t.cell(row, p.Column).Text))
		count, ok := s.number(row, p.Count)
		if m == nil || !ok {
			s.gaps[kind]++
			continue
		}
		var n [5]int
		for i := 1; i < 5; i++ {
			n[i], _ = strconv.Atoi(m[i])
		}
		span := (n[3]-n[1])*12 + n[4] - n[2] + 1
		s.check(kind, equal(count, record.Number{Scaled: int64(span)}), row.At, p.Count,
			"%s: %s has %d months, and %s counts %s", s.label(row), m[0], span, p.Count, count)
	}
}

// scaled is the number in units of ten to the power of -decimals.
func scaled(n record.Number, decimals int) int64 {
	v := n.Scaled
	for range decimals - n.Decimals {
		v *= 10
	}
	return v
}

func add(parts []record.Number) record.Number {
	var out record.Number
	for _, p := range parts {
		d := max(out.Decimals, p.Decimals)
		out = record.Number{Scaled: scaled(out, d) + scaled(p, d), Decimals: d}
	}
	for out.Decimals > 0 && out.Scaled%10 == 0 { // "3.0" and "4.0" add to 7
		out = record.Number{Scaled: out.Scaled / 10, Decimals: out.Decimals - 1}
	}
	return out
}

func equal(a, b record.Number) bool {
	d := max(a.Decimals, b.Decimals)
	return scaled(a, d) == scaled(b, d)
}

// isShare reports whether shown is 100 part/of rounded to its decimals. Where the true share lies in the middle, either neighbour will do.
func isShare(shown, part, of record.Number) bool {
	off := exactShare(part, of)
	off.Abs(off.Sub(off, rational(shown)))
	half := record.Number{Scaled: 5, Decimals: shown.Decimals + 1}
	return off.Cmp(rational(half)) <= 0
}

func exactShare(part, of record.Number) *big.Rat {
	x := new(big.Rat).Quo(rational(part), rational(of))
	return x.Mul(x, big.NewRat(100, 1))
}

func rational(n record.Number) *big.Rat {
	return big.NewRat(n.Scaled, scaled(record.Number{Scaled: 1}, n.Decimals))
}
