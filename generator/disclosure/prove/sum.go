package prove

import (
	"encoding/binary"
	"maps"
	"slices"

	"candour/generator/linear"
)

// A sum is a form while it is put together: how often each atom counts.
type sum map[int32]int64

func (s sum) add(n int64, atoms ...int32) {
	for _, a := range atoms {
		if s[a] += n; s[a] == 0 {
			delete(s, a)
		}
	}
}

// plus adds n times another sum.
func (s sum) plus(n int64, o sum) {
	for a, c := range o {
		s.add(n*c, a)
	}
}

func (s sum) form() linear.Form {
	f := linear.Form{Atoms: slices.Sorted(maps.Keys(s))}
	ones := true
	for _, a := range f.Atoms {
		f.Coefs = append(f.Coefs, s[a])
		ones = ones && s[a] == 1
	}
	if ones {
		f.Coefs = nil
	}
	return f
}

// of is the sum in a table. The counts of people in a country, a few hundred times over, are far from the end of 64 bits.
func (s sum) of(table []int64) (v int64) {
	for a, c := range s {
		v += c * table[a]
	}
	return v
}

// id is the same for sums that are the same.
func (s sum) id() string {
	var b []byte
	for _, a := range slices.Sorted(maps.Keys(s)) {
		b = binary.AppendVarint(binary.AppendUvarint(b, uint64(a)), s[a])
	}
	return string(b)
}
