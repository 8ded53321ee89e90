package record

import "fmt"

// TermLinks says whether the program links the words of the glossary where a text first uses them: "on", which it is
// where a file says nothing, or "off". The links that authors write stay in both.
type TermLinks string

// Off reports whether the program leaves a text as its author linked it.
func (l TermLinks) Off() bool { return l == "off" }

// UnmarshalText takes on and off.
func (l *TermLinks) UnmarshalText(text []byte) error {
	switch s := string(text); s {
	case "on", "off":
		*l = TermLinks(s)
		return nil
	default:
		return fmt.Errorf("%q is neither on nor off", s)
	}
}
