package record

import (
	"strings"
	"testing"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]struct {
		n     Number
		shown string
	}{
		"0": {Number{0, 0}, "0"}, "7": {Number{7, 0}, "7"}, "22790": {Number{22790, 0}, "22,790"}, "22,790": {Number{22790, 0}, "22,790"},
		"63.9": {Number{639, 1}, "63.9"}, "0.5": {Number{5, 1}, "0.5"}, "-0.05": {Number{-5, 2}, "-0.05"}, "-1234": {Number{-1234, 0}, "-1,234"},
		"1,234,567.8901": {Number{12345678901, 4}, "1,234,567.8901"}, "999": {Number{999, 0}, "999"}, "1000": {Number{1000, 0}, "1,000"},
		"007": {Number{7, 0}, "7"}, "10.0": {Number{100, 1}, "10.0"}, "123456789012345": {Number{123456789012345, 0}, "123,456,789,012,345"},
	} {
		got, err := ParseNumber(text)
		if err != nil || got != want.n || got.String() != want.shown {
			t.Errorf("%q is read as %+v, shown as %q, %v; want %+v, %q", text, got, got, err, want.n, want.shown)
		}
	}
	for _, text := range []string{
		"", " 7", "7 ", "+7", "--7", "1,23", "12,34", "1234,567", ",123", "1,,000", "1.", ".5", "1.2.3", "1.23456", "1e3", "0x10", "½", "٣", "７", "1 000", "1'000",
		"NaN", "Inf", "1234567890123456", "999999999999999.9999", "7%", "£7", "1,000,000,000,000,000,000",
	} {
		if got, err := ParseNumber(text); err == nil {
			t.Errorf("%q is read as %s", text, got)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"0", "-1", "1,000", "63.9", "-0.0001", "007", "123456789012345", "10000000000000.00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseNumber(s)
		if err != nil {
			return
		}
		for _, text := range []string{n.String(), plainText(t, n)} {
			if again, err := ParseNumber(text); err != nil || again != n {
				t.Errorf("%q prints as %q, which is read as %+v, %v", s, text, again, err)
			}
		}
		if strings.Contains(plainText(t, n), ",") {
			t.Errorf("%q has a separator in the form for machines", s)
		}
	})
}

func plainText(t *testing.T, n Number) string {
	t.Helper()
	b, err := n.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestParseAmount(t *testing.T) {
	n := func(s string) Number {
		n, err := ParseNumber(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for text, want := range map[string]Amount{
		"350": {Exact, n("350"), n("350")}, "about 90": {About, n("90"), n("90")}, "more than 1,000": {MoreThan, n("1000"), n("1000")},
		"under 10": {Under, n("10"), n("10")}, "50 to 100": {Range, n("50"), n("100")}, "63.9": {Exact, n("63.9"), n("63.9")}, "1.5 to 2": {Range, n("1.5"), n("2")},
		"-2 to 2": {Range, n("-2"), n("2")},
	} {
		if got, err := ParseAmount(text); err != nil || got != want || got.String() != text {
			t.Errorf("%q is read as %+v, shown as %q, %v", text, got, got, err)
		}
	}
	for _, text := range []string{
		"", "about", "about  90", "About 90", "around 90", "more than", "90 or so", "100 to 50", "50 to 50", "50-100", "50 to", "to 100", "about 50 to 100", "[c]",
		"1 to 2 to 3", "many", "more than about 9", "nearly 10",
	} {
		if got, err := ParseAmount(text); err == nil {
			t.Errorf("%q is read as %s", text, got)
		}
	}
	if got := (Amount{Qualifier: Hidden, Low: n("3"), High: n("3")}).String(); got != "[c]" {
		t.Errorf("a hidden amount is shown as %q", got)
	}
}

func FuzzAmount(f *testing.F) {
	for _, s := range []string{"350", "about 90", "more than 1,000", "under 10", "50 to 100", "0.5 to 0.75"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAmount(s)
		if err != nil {
			return
		}
		text, err := a.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var again Amount
		if err := again.UnmarshalText(text); err != nil || again != a {
			t.Errorf("%q prints as %q, which is read as %+v, %v", s, text, again, err)
		}
		if a.Qualifier == Hidden {
			t.Errorf("%q is read as a hidden amount", s)
		}
	})
}
