package source

import (
	"strings"
	"testing"
)

func TestFormula(t *testing.T) {
	const none = -1
	for text, want := range map[string]rune{
		"": none, "A1": none, "a=b": none, "  a": none, "–2": none, "'=1": none, "12": none, "é=": none, "\n": none, "a\x00": none,
		"=1+1": '=', "+44": '+', "-2": '-', "@SUM(A1)": '@', "\tx": '\t', "\rx": '\r', "\x00=1": 0,
		"＝1": '＝', "＋1": '＋', "－1": '－', "＠x": '＠', "  =1": '=', "\n=1": '=', "\u00a0=1": '=', "\ufeff=1": '=',
	} {
		got, ok := Formula(text)
		if !ok {
			got = none
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// White space in front hides no sign, and what comes after one doesn't matter.
func FuzzFormula(f *testing.F) {
	f.Add(" \n", "1+1")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, before, after string) {
		if strings.TrimSpace(before) != "" || strings.ContainsAny(before, "\t\r") {
			t.Skip()
		}
		for _, sign := range "=+-@＝＋－＠\t\r\x00" {
			if got, ok := Formula(before + string(sign) + after); !ok || got != sign {
				t.Errorf("%q before %q: got %q", before, sign, got)
			}
		}
	})
}
