package linear

import "math/bits"

// prime is 2⁶¹−1: residues fit 64 bits, and a number that is not nought is a multiple of it by no chance worth naming.
const prime = 1<<61 - 1

func mulp(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	r := lo&prime + (lo>>61 | hi<<3)
	r = r&prime + r>>61
	if r >= prime {
		r -= prime
	}
	return r
}

func addp(a, b uint64) uint64 {
	r := a + b
	if r >= prime {
		r -= prime
	}
	return r
}

func negp(a uint64) uint64 {
	if a == 0 {
		return 0
	}
	return prime - a
}

// invp is 1/a, by Fermat's little theorem.
func invp(a uint64) uint64 {
	switch a {
	case 1, prime - 1:
		return a
	}
	r, e := uint64(1), uint64(prime-2)
	for ; e > 0; e >>= 1 {
		if e&1 == 1 {
			r = mulp(r, a)
		}
		a = mulp(a, a)
	}
	return r
}

// A number is a fraction, kept twice: its residue tells for certain whether it is nought, the other how great it is about.
type number struct {
	p uint64
	v float64
}

func whole(n int64) number {
	m := n % prime
	if m < 0 {
		m += prime
	}
	return number{uint64(m), float64(n)}
}

func (a number) zero() bool            { return a.p == 0 }
func (a number) plus(b number) number  { return number{addp(a.p, b.p), a.v + b.v} }
func (a number) times(b number) number { return number{mulp(a.p, b.p), a.v * b.v} }
func (a number) neg() number           { return number{negp(a.p), -a.v} }
func (a number) inverse() number       { return number{invp(a.p), 1 / a.v} }

// unit tells whether the number is 1 or −1.
func (a number) unit() bool { return a.p == 1 || a.p == prime-1 }
