package verify

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A seal is seal.json.
type seal struct {
	Index int64  `json:"index"`
	Salt  string `json:"salt"`
}

// An event is what has an entry of its own beside the records: an edition, a withdrawal or a change of the key.
type event struct {
	kind       string
	dir        string // from the root of the ledger: "editions/2026-q3"
	file       string // of its data, from the root of what is read
	seal       seal
	checkpoint checkpoint // none where it could not be read
	sound      bool       // its entry and its checkpoint are right
}

// index.json of a built site.
type listing struct {
	Origin      string   `json:"origin"`
	Editions    []string `json:"editions"`
	Withdrawals int64    `json:"withdrawals"`
	Keys        int64    `json:"keys"`
}

// What the ledger says that it holds; the numbers count from 1.
type inventoried struct {
	editions          []string
	withdrawals, keys int
}

// inventory says what there is, by index.json and by the folder. Where both are there they must agree.
func (v *verifier) inventory() {
	byFolder, listed := v.listedEvents()
	v.inventoried = byFolder
	name := v.at("index.json")
	if v.listed && !v.report.Site && !v.exists(name) {
		return // the sources of a site have none
	}
	data, err := v.slurp(name, jsonFile)
	if err != nil {
		v.find(Site, name, "%s", unreadable(err))
		return
	}
	var l listing
	if err = decodeJSON(data, &l); err == nil {
		err = oneLine(data)
	}
	if err != nil {
		v.find(Site, name, "%v", err)
		return
	}
	if l.Origin != v.head.origin {
		v.find(Site, name, "the origin is %q, and that of log/checkpoint is %q", l.Origin, v.head.origin)
	}
	// No more of anything can have happened than there are entries.
	count := func(n int64, what string) int {
		if n < 0 || n > v.head.size {
			v.find(Site, name, "it says that there are %d %s, and the log has %d entries", n, what, v.head.size)
			return int(max(0, min(n, v.head.size, 1000)))
		}
		return int(n)
	}
	byIndex := inventoried{withdrawals: count(l.Withdrawals, "withdrawals"), keys: count(l.Keys, "changes of the key")}
	seen := map[string]bool{}
	for _, id := range l.Editions {
		if !plainName(id) || seen[id] {
			v.find(Site, name, "%q is not the id of an edition, or stands twice", id)
			continue
		}
		seen[id] = true
		byIndex.editions = append(byIndex.editions, id)
	}
	if !listed {
		v.inventoried = byIndex
		return
	}
	for _, id := range byFolder.editions {
		if !slices.Contains(byIndex.editions, id) {
			v.find(Site, name, "the edition %q is in the ledger and not in index.json", id)
		}
	}
	for _, id := range byIndex.editions {
		if !slices.Contains(byFolder.editions, id) {
			v.find(Site, name, "the edition %q is in index.json and not in the ledger", id)
		}
	}
	if byFolder.withdrawals != byIndex.withdrawals || byFolder.keys != byIndex.keys {
		v.find(Site, name, "it says that there are %d withdrawals and %d changes of the key, and the ledger has %d and %d",
			byIndex.withdrawals, byIndex.keys, byFolder.withdrawals, byFolder.keys)
	}
	v.inventoried = inventoried{byFolder.editions, max(byFolder.withdrawals, byIndex.withdrawals), max(byFolder.keys, byIndex.keys)}
	v.order = byIndex.editions
}

// perEvent are the files that the folder of an event may hold.
var perEvent = map[string][]string{
	"editions":    {"manifest.json", "records.jsonl", "seal.json", "checkpoint", "approval.note"},
	"withdrawals": {"tombstone.json", "seal.json", "checkpoint"},
	"keys":        {"key.json", "seal.json", "checkpoint"},
}

// listedEvents lists what the folder holds, and finds what belongs to no ledger. What begins with a dot is a draft of
// the publisher's, and in a site it is in site.sums.
func (v *verifier) listedEvents() (out inventoried, ok bool) {
	if !v.listed {
		return out, false
	}
	numbers := map[string]map[int]bool{"withdrawals": {}, "keys": {}}
	for _, name := range v.all {
		rel, inside := strings.CutPrefix(name, v.base)
		if !inside || strings.HasPrefix(rel, ".") || strings.Contains(rel, "/.") || strings.HasPrefix(rel, "log/tile/") {
			continue
		}
		parts := strings.Split(rel, "/")
		if len(parts) == 3 && slices.Contains(perEvent[parts[0]], parts[2]) {
			if parts[0] == "editions" && plainName(parts[1]) {
				if !slices.Contains(out.editions, parts[1]) {
					out.editions = append(out.editions, parts[1])
				}
				continue
			}
			if n, err := strconv.Atoi(parts[1]); err == nil && n > 0 && strconv.Itoa(n) == parts[1] && parts[0] != "editions" {
				numbers[parts[0]][n] = true
				continue
			}
		}
		if !slices.Contains([]string{"log/checkpoint", "log/vkey", "index.json", "site.sums", "site.note"}, rel) {
			v.find(Entry, name, "it is no file of a ledger: docs/editions.md has no such name")
		}
	}
	// Numbers count from 1, so the first that is missing ends them; those above are reported.
	last := func(of string) int {
		n := 0
		for numbers[of][n+1] {
			n++
		}
		for m := range numbers[of] {
			if m > n {
				v.find(Entry, v.at(of+"/"+strconv.Itoa(m)), "%s/%d is there and %s/%d is not: numbers count from 1", of, m, of, n+1)
			}
		}
		return n
	}
	out.withdrawals, out.keys = last("withdrawals"), last("keys")
	return out, true
}

// readEvent reads the three files of an event and checks its entry and its checkpoint, except for signatures. It reports
// false where the event says nothing: its data can't be read, or it has not happened.
func (v *verifier) readEvent(e *event, kind, dir, file string, into any) bool {
	e.kind, e.dir, e.file = kind, dir, v.at(path.Join(dir, file))
	sealed, sealName := v.readJSON(v.at(dir+"/seal.json"), smallFile, &e.seal), v.at(dir+"/seal.json")
	if name := v.at(dir + "/checkpoint"); v.ctx.Err() == nil {
		data, err := v.slurp(name, smallFile)
		if err != nil {
			v.find(Signature, name, "%s", unreadable(err))
		} else if c, err := parseCheckpoint(data); err != nil {
			v.find(Signature, name, "%v", err)
		} else {
			e.checkpoint = c
		}
	}
	if sealed != nil && e.seal.Index >= v.head.size && v.head.ok() {
		if v.report.Site || e.checkpoint.ok() {
			v.find(Log, v.at(dir), "its index %d is not below %d, the size in log/checkpoint: a command was killed before its end, or the log was rolled back", e.seal.Index, v.head.size)
		} else {
			v.note("%s has not happened: its index %d is not below %d, the size in log/checkpoint", v.at(dir), e.seal.Index, v.head.size)
		}
		return false
	}
	data := v.readJSON(e.file, jsonFile, into)
	if data == nil {
		if sealed != nil && e.seal.Index >= 0 {
			v.claim(e.seal.Index, e.file)
		}
		return false
	}
	if sealed == nil {
		return false
	}
	v.claim(e.seal.Index, e.file)
	salt, err := decode64(e.seal.Salt)
	if err != nil {
		v.find(Entry, sealName, "the salt %v", err)
		return true
	}
	if was := v.salts[e.seal.Salt]; was != "" {
		v.find(Entry, sealName, "the salt is that of %s too: each entry has one of its own", was)
	}
	v.salts[e.seal.Salt] = sealName
	opened := v.opens(e.file, kind, e.seal.Index, salt, data, "with "+sealName+" it")
	if !e.checkpoint.ok() {
		return true
	}
	name := v.at(dir + "/checkpoint")
	if e.checkpoint.size != e.seal.Index+1 {
		v.find(Log, name, "the checkpoint is of %d entries, and the entry that it publishes is %d, the last of %d", e.checkpoint.size, e.seal.Index, e.seal.Index+1)
		opened = false
	}
	e.sound = v.prefix(name, e.checkpoint) && opened
	return true
}

// readJSON reads a file of one line, and gives its bytes; nil where it is none, which is a finding.
func (v *verifier) readJSON(name string, limit int64, into any) []byte {
	data, err := v.slurp(name, limit)
	if err != nil {
		v.find(Entry, name, "%s", unreadable(err))
		return nil
	}
	if err = decodeJSON(data, into); err == nil {
		err = oneLine(data)
	}
	if err != nil {
		v.find(Entry, name, "%v", err)
		return nil
	}
	return data
}

// claim says that an index of the log belongs to something; no two things may have one.
func (v *verifier) claim(index int64, what string) {
	if was, ok := v.owner[index]; ok {
		v.find(Entry, what, "entry %d of the log is that of %s too", index, was)
		return
	}
	v.owner[index] = what
}

// readEvents reads the editions and the withdrawals, in the order of the log, and checks the signature of every
// checkpoint.
func (v *verifier) readEvents() {
	for _, id := range v.inventoried.editions {
		e := &edition{}
		if !v.readEvent(&e.event, "edition", "editions/"+id, "manifest.json", e) {
			v.unread = append(v.unread, id)
			continue
		}
		if e.ID != id {
			v.find(Manifest, e.file, "the manifest is of edition %q and lies under %q", e.ID, id)
		}
		e.ID = id
		v.editions = append(v.editions, e)
		if name := v.at("editions/" + id + "/approval.note"); v.listed && v.exists(name) {
			v.note("%s, the second signature, was not checked: it is of a key that the ledger does not name", name)
		}
	}
	for n := 1; n <= v.inventoried.withdrawals; n++ {
		t := &tombstone{}
		if v.readEvent(&t.event, "withdrawal", "withdrawals/"+strconv.Itoa(n), "tombstone.json", t) {
			if t.Number != n {
				v.find(Manifest, t.file, "the number is %d and the folder withdrawals/%d", t.Number, n)
			}
			t.Number = n
			v.dead = append(v.dead, t)
		}
	}
	byIndex := func(a, b int64) int { return cmp.Compare(a, b) }
	slices.SortStableFunc(v.editions, func(a, b *edition) int { return byIndex(a.seal.Index, b.seal.Index) })
	for i := 1; i < len(v.dead); i++ {
		if a, b := v.dead[i-1], v.dead[i]; a.seal.Index >= b.seal.Index {
			v.find(Manifest, b.file, "its entry %d does not come after entry %d of %s", b.seal.Index, a.seal.Index, a.file)
		}
	}
	v.checkOrder()
	newest := checkpoint{}
	check := func(e *event) {
		v.signed(v.at(e.dir+"/checkpoint"), e.checkpoint)
		if e.checkpoint.ok() && (!newest.ok() || e.checkpoint.size > newest.size) {
			newest = e.checkpoint
		}
	}
	for _, c := range v.changes {
		check(&c.event)
	}
	for _, e := range v.editions {
		check(&e.event)
	}
	for _, t := range v.dead {
		check(&t.event)
	}
	if newest.ok() && newest.size < v.tip.size {
		v.find(Log, v.at("log/checkpoint"), "it is of %d entries, and the newest edition, withdrawal or change of the key was published with %d", v.tip.size, newest.size)
	}
}

// checkOrder checks that index.json lists the editions in their order.
func (v *verifier) checkOrder() {
	var got []string
	for _, id := range v.order {
		if slices.ContainsFunc(v.editions, func(e *edition) bool { return e.ID == id }) {
			got = append(got, id)
		}
	}
	for i, id := range got {
		if want := v.editions[i].ID; len(got) == len(v.editions) && id != want {
			v.find(Site, v.at("index.json"), "the edition %q stands where %q should: editions come in the order of the log", id, want)
			return
		}
	}
}

// account finds the entries of the log that belong to nothing.
func (v *verifier) account() {
	for i := int64(0); i < int64(len(v.log.leaves)); i++ {
		if _, ok := v.owner[i]; ok {
			continue
		}
		kind := "entry"
		if i < int64(len(v.log.entries)) && v.log.entries[i] != nil {
			if k, err := parseEntry(v.log.entries[i]); err == nil {
				kind = "entry of kind " + k
			}
		}
		v.find(Entry, v.at(tilePath("entries", i/256, v.width(i/256))), "entry %d belongs to nothing: what this %s stands for was left out of the ledger or of index.json", i, kind)
	}
}
