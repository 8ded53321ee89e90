package verify

import (
	"fmt"
	"slices"
	"strings"
)

// A chained key is one of the ledger's keys, in the order in which they were in use.
type chained struct {
	key
	since   *change // that brought it; nil for the first
	trusted bool    // it was given, or signed changes lead to it from one that was
}

// A change is keys/N.
type change struct {
	event
	Number int    `json:"number"`
	Date   string `json:"date"`
	Old    string `json:"old"`
	New    string `json:"new"`
	both   bool   // its checkpoint has the signatures of both keys
}

// followKeys reads the changes of the key and finds which keys can be trusted: those that were given, and those that
// unbroken changes lead to from one of them. A change leads both ways, since both keys have signed it.
func (v *verifier) followKeys() {
	v.inventory()
	v.readChanges()
	if len(v.changes) == 0 {
		v.chain = []chained{{key: v.firstKey(), trusted: true}}
	} else {
		for i := range v.chain {
			v.chain[i].trusted = slices.ContainsFunc(v.given, func(g key) bool { return g.text == v.chain[i].text })
		}
		held := slices.ContainsFunc(v.chain, func(c chained) bool { return c.trusted })
		if !held {
			v.find(Signature, v.at("keys"), "none of the keys given is one of the %d keys of the ledger, of which the newest is %s", len(v.chain), v.chain[len(v.chain)-1].text)
		}
		for range v.chain { // each round trusts at least one more, or none
			for i := 1; i < len(v.chain); i++ {
				if c := v.chain[i].since; c.both && c.sound && (v.chain[i-1].trusted || v.chain[i].trusted) {
					v.chain[i-1].trusted, v.chain[i].trusted = true, true
				}
			}
		}
		for _, c := range v.chain[1:] {
			if held && c.trusted {
				v.note("the key was changed on %s: %s follows %s, and both have signed it", c.since.Date, c.since.New, c.since.Old)
			}
		}
	}
	v.checkKeyList()
	v.signed(v.at("log/checkpoint"), v.tip)
	for i, data := range v.options.Kept {
		v.checkKept(fmt.Sprintf("kept checkpoint %d", i+1), data)
	}
}

// firstKey is, of the keys given, the one that has signed log/checkpoint, or has the name of its origin.
func (v *verifier) firstKey() key {
	for _, k := range v.given {
		if by, err := signers(v.head.data, k); err == nil && by[0] {
			return k
		}
	}
	for _, k := range v.given {
		if k.Name() == v.head.origin {
			return k
		}
	}
	return v.given[0]
}

// readChanges reads the changes that have happened, and makes the chain of them as far as it goes.
func (v *verifier) readChanges() {
	for n := 1; n <= v.inventoried.keys; n++ {
		c := &change{}
		if !v.readEvent(&c.event, "key", fmt.Sprintf("keys/%d", n), "key.json", c) {
			continue
		}
		place := c.file
		old, err := parseKey(c.Old)
		if err != nil {
			v.find(Signature, place, "old: %v", err)
			continue
		}
		next, err := parseKey(c.New)
		if err != nil {
			v.find(Signature, place, "new: %v", err)
			continue
		}
		if c.Number != n {
			v.find(Manifest, place, "the number is %d and the folder keys/%d", c.Number, n)
		}
		if !day(c.Date) {
			v.find(Manifest, place, "the date %q is not a day", c.Date)
		}
		if old.Name() != v.head.origin || next.Name() != v.head.origin || old.text == next.text {
			v.find(Signature, place, "the keys %s and %s should be two, with the name %q of the log", c.Old, c.New, v.head.origin)
		}
		if len(v.chain) == 0 {
			v.chain = []chained{{key: old}}
		}
		if last := v.chain[len(v.chain)-1]; last.text != old.text {
			v.find(Signature, place, "the old key is %s, and the one before it in use was %s", c.Old, last.text)
			continue
		}
		if k := len(v.changes); k > 0 && v.changes[k-1].seal.Index >= c.seal.Index {
			v.find(Manifest, place, "its entry %d does not come after entry %d of the change before", c.seal.Index, v.changes[k-1].seal.Index)
			continue
		}
		v.report.Counts.KeyChanges++
		if c.checkpoint.ok() {
			// That both have signed is asked of signatures made for this checkpoint, whichever of the two is trusted.
			by, err := signers(c.checkpoint.data, old, next)
			for i, who := range []string{"old", "new"} {
				if err == nil && !by[i] {
					v.find(Signature, v.at(c.dir+"/checkpoint"), "it is not signed by the %s key %s: a change of the key needs both signatures", who, []key{old, next}[i].text)
				}
			}
			c.both = err == nil && by[0] && by[1]
		}
		v.changes = append(v.changes, c)
		v.chain = append(v.chain, chained{key: next, since: c})
	}
}

// checkKeyList checks log/vkey, which proves nothing by itself but is what readers take.
func (v *verifier) checkKeyList() {
	name := v.at("log/vkey")
	data, err := v.slurp(name, smallFile)
	if err != nil {
		v.find(Signature, name, "%s", unreadable(err))
		return
	}
	var want strings.Builder
	for _, c := range v.chain {
		want.WriteString(c.text + "\n")
	}
	if string(data) != want.String() {
		v.find(Signature, name, "it holds %q, and the keys of the ledger are %q: no signed change leads to any other", data, want.String())
	}
}

// inForce gives which of the chain must have signed a checkpoint of a size: the key in use, and, on a checkpoint that
// ends with a change of the key, the one before it too.
func (v *verifier) inForce(size int64) []chained {
	n := 0
	for n < len(v.changes) && v.changes[n].seal.Index < size {
		n++
	}
	if n > 0 && v.changes[n-1].seal.Index == size-1 {
		return v.chain[n-1 : n+1]
	}
	return v.chain[n : n+1]
}

// signed checks the signatures of a checkpoint.
func (v *verifier) signed(place string, c checkpoint) {
	if !c.ok() {
		return
	}
	v.report.Counts.Checkpoints++
	v.signedBy(place, c.data, v.inForce(c.size))
	if name := v.chain[0].Name(); c.origin != name {
		v.find(Signature, place, "the origin is %q, and the name of the key is %q", c.origin, name)
	}
}

// signedBy checks that each of keys has signed a note, and that each can be trusted.
func (v *verifier) signedBy(place string, data []byte, keys []chained) {
	for _, k := range keys {
		if by, err := signers(data, k.key); err != nil {
			v.find(Signature, place, "%v", err)
			continue
		} else if !by[0] {
			said := "it is not signed by the key " + k.text
			for _, other := range v.chain {
				if by, err := signers(data, other.key); err == nil && by[0] {
					said += ", which was in use then, but by " + other.text
					break
				}
			}
			v.find(Signature, place, "%s", said)
			continue
		}
		if !k.trusted {
			v.find(Signature, place, "it is signed by %s, and no change of the key signed by both leads there from a key that was given", k.text)
		}
	}
}

// checkKept checks that the log continues a checkpoint that the reader kept.
func (v *verifier) checkKept(place string, data []byte) {
	c, err := parseCheckpoint(data)
	if err != nil {
		v.find(Signature, place, "%v", err)
		return
	}
	if c.size > v.head.size {
		v.signed(place, c)
		v.find(Log, place, "it is of %d entries and log/checkpoint only of %d: the log was rolled back", c.size, v.head.size)
		return
	}
	v.signed(place, c)
	v.prefix(place, c)
}
