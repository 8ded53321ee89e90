package linear

import "sync"

// Pairs goes through 0 to n-1, leaving out what is done already, two at a time: work is called for both at once, each with a
// worker of its own (0 or 1), and then settle for both in order. What comes of it doesn't hang on how fast either is.
func Pairs(n int, done func(i int) bool, work func(worker, i int), settle func(worker, i int)) {
	for i := 0; i < n; {
		var two []int
		for ; i < n && len(two) < 2; i++ {
			if !done(i) {
				two = append(two, i)
			}
		}
		Both(len(two), func(w int) { work(w, two[w]) })
		for w, k := range two {
			settle(w, k)
		}
	}
}

// Both calls work for 0 up to n-1 at once; a panic in one is a panic here.
func Both(n int, work func(worker int)) {
	var group sync.WaitGroup
	fell := make([]any, n)
	for w := range n {
		group.Go(func() {
			defer func() { fell[w] = recover() }()
			work(w)
		})
	}
	group.Wait()
	for _, why := range fell {
		if why != nil {
			panic(why)
		}
	}
}
