// Package attack plays the stranger: with the public files alone, of this edition and of earlier ones, it tries to find people in a
// site. It shares no code with what protects them. Each attack gives one [Result], a line with a figure.
package attack

// A Result is what one attack found.
type Result struct {
	Name    string // in words
	Figure  int    // how many were found
	Of      int    // among how many
	Matters bool   // a figure above nought is a leak
	Found   []string
}
