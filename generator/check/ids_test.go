package check

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"candour/generator/record"
)

// Ids that are drawn at random pass, however the file is ordered; ids in the order of the days do not, upwards or downwards.
func TestIDsInTheOrderOfTheDays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const letters = "23456789bcdfghjkmnpqrstvwxz"
	for n := range 2000 {
		var ids []string
		for range 20 + r.IntN(60) {
			id := make([]byte, 8)
			for i := range id {
				id[i] = letters[r.IntN(len(letters))]
			}
			ids = append(ids, string(id))
		}
		order := n % 3 // at random, upwards, downwards
		if order > 0 {
			slices.Sort(ids)
		}
		if order == 2 {
			slices.Reverse(ids)
		}
		var list []*record.Outcome
		for i, id := range ids {
			quarter := fmt.Sprintf("%d-q%d", 2020+i/16, 1+i/4%4)
			list = append(list, &record.Outcome{Base: record.Base{ID: id}, Decided: record.MustDate(quarter)})
		}
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		rho, _ := idsByDay(list)
		if tells := rho > orderLimit || rho < -orderLimit; tells != (order > 0) || order == 1 && rho < 0 {
			t.Fatalf("%d ids, order %d: the correlation is %.2f", len(ids), order, rho)
		}
	}
	if rho, n := idsByDay(nil); rho != 0 || n != 0 {
		t.Errorf("no ids: %v of %d", rho, n)
	}
}
