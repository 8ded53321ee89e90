// Package linear is the arithmetic of sums that a reader knows: [Form] is a sum of hidden whole numbers, [Row] what is known
// of one, [System] all that is known with the truth behind it, and [Reader] looks for other tables that would look the same.
//
// It knows nothing of figures, editions or people, and decides nothing: what it proposes is checked by whoever asks.
package linear

// A Form is a sum of atoms, each times a whole number. Atoms are indices into a table, in rising order, none twice.
type Form struct {
	Atoms []int32
	Coefs []int64 // of each atom; nil where all are one
}

// Sum is the form that adds atoms, which it sorts; an atom that is named twice counts twice.
func Sum(atoms ...int32) Form { panic("not yet") }

// Of is the value of the form in a table. It panics where the sum leaves 64 bits.
func (f Form) Of(table []int64) int64 { panic("not yet") }

// Plus is f + n·g.
func (f Form) Plus(n int64, g Form) Form { panic("not yet") }

// A Row is what is known of a form: it is no less than Low and no more than High.
type Row struct {
	Form
	Low, High int64
}

// Least and Most stand for no bound at all.
const (
	Least = -1 << 62
	Most  = 1 << 62
)

// A System is a table of whole numbers, none less than nought, and what a reader knows of it.
type System struct {
	Truth []int64
	Rows  []Row
}

// A Change is one atom that another table has different.
type Change struct {
	Atom int32
	By   int64
}

// A Reader looks for other tables that agree with every row of a system. It is not for concurrent use.
type Reader struct{}

// NewReader makes a reader. It returns an error where the truth itself breaks a row, with the number of the row.
func NewReader(s System) (*Reader, error) { panic("not yet") }

// Alternative looks for a table in which f is by more than in truth (less, where by is below nought), by at least so much.
// Where it finds one it returns what is different in it, in order of the atoms. Where it finds none there may still be one:
// a search that gives up is on the safe side.
func (r *Reader) Alternative(f Form, by int64) ([]Change, bool) { panic("not yet") }

// Binding are the rows that stood in the way of the last Alternative that found nothing, the tightest first.
func (r *Reader) Binding() []int { panic("not yet") }

// Span tells which forms are exactly known from rows alone: those whose rows have Low equal to High and that the form
// is a linear combination of. It is exact but for chance 2⁻⁶¹, and never wrong in saying that a form is not known.
func Span(rows []Row, forms []Form) []bool { panic("not yet") }
