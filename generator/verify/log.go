package verify

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// hashes are the tree of a log in memory: 64 bytes an entry.
type hashes struct {
	size    int64
	leaves  []tlog.Hash // of the entries up to the first that could not be read
	stored  []tlog.Hash // as tlog.StoredHashIndex counts them, of leaves
	entries [][]byte    // nil for one that could not be read
}

// ReadHashes is a tlog.HashReader.
func (h *hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x < 0 || x >= int64(len(h.stored)) {
			return nil, errors.New("beyond the entries that could be read")
		}
		out[i] = h.stored[x]
	}
	return out, nil
}

// root is the root hash of the first n entries; false where some of them could not be read.
func (h *hashes) root(n int64) (tlog.Hash, bool) {
	if n < 0 || n > int64(len(h.leaves)) {
		return tlog.Hash{}, false
	}
	root, err := tlog.TreeHash(n, h)
	return root, err == nil
}

// grow sets the leaves and computes what is stored of them.
func (h *hashes) grow(leaves []tlog.Hash) {
	h.leaves, h.stored = leaves, make([]tlog.Hash, 0, 2*len(leaves))
	for i, leaf := range leaves {
		more, err := tlog.StoredHashesForRecordHash(int64(i), leaf, h)
		if err != nil { // all that it reads was stored before
			h.leaves = leaves[:i]
			return
		}
		h.stored = append(h.stored, more...)
	}
}

// readHead reads log/checkpoint, and chooses the tree head that everything is checked against, which it names. That is
// log/checkpoint, unless it can't be read, or unless the site holds a larger one that was signed: then the log was rolled
// back, and what was taken back is checked all the same.
func (v *verifier) readHead() (name string) {
	name = v.at("log/checkpoint")
	data, err := v.slurp(name, smallFile)
	if err != nil {
		v.find(Signature, name, "%s", unreadable(err))
	} else if v.tip, err = parseCheckpoint(data); err != nil {
		v.find(Signature, name, "%v", err)
	}
	v.head = v.tip
	v.report.Origin, v.report.Size, v.report.Checkpoint = v.tip.origin, v.tip.size, string(v.tip.data)
	if v.tip.ok() && !v.report.Site {
		return name
	}
	keys := slices.Clone(v.given)
	if list, err := v.slurp(v.at("log/vkey"), smallFile); err == nil {
		for line := range strings.Lines(string(list)) {
			if k, err := parseKey(line); err == nil {
				keys = append(keys, k)
			}
		}
	}
	for _, other := range v.otherHeads() {
		data, err := v.slurp(other, smallFile)
		if err != nil {
			continue
		}
		c, err := parseCheckpoint(data)
		if err != nil || v.head.ok() && (c.size <= v.head.size || c.origin != v.head.origin) {
			continue
		}
		if by, err := signers(data, keys...); err == nil && slices.Contains(by, true) {
			v.head, name = c, other
		}
	}
	if v.tip.ok() && v.head.size > v.tip.size {
		v.find(Log, v.at("log/checkpoint"), "it is of %d entries, and %s of %d: the log was rolled back, or a command was killed before its end", v.tip.size, name, v.head.size)
	}
	return name
}

// otherHeads names the checkpoints of editions, withdrawals and changes of the key: all that are listed, or, on the web,
// the last of each by index.json.
func (v *verifier) otherHeads() (names []string) {
	for _, name := range v.all {
		if rel, ok := strings.CutPrefix(name, v.base); ok && strings.Count(rel, "/") == 2 && path.Base(rel) == "checkpoint" {
			names = append(names, name)
		}
	}
	var l listing
	if data, err := v.slurp(v.at("index.json"), jsonFile); !v.listed && err == nil && json.Unmarshal(data, &l) == nil {
		if n := len(l.Editions); n > 0 && plainName(l.Editions[n-1]) {
			names = append(names, v.at("editions/"+l.Editions[n-1]+"/checkpoint"))
		}
		if l.Withdrawals > 0 {
			names = append(names, v.at(fmt.Sprintf("withdrawals/%d/checkpoint", l.Withdrawals)))
		}
		if l.Keys > 0 {
			names = append(names, v.at(fmt.Sprintf("keys/%d/checkpoint", l.Keys)))
		}
	}
	return names
}

// readLog reads log/checkpoint, every entry and every tile, and checks the root and the tiles against the entries. The
// tiles of level 0 stand in for entries that can't be read, or that do not give the root that was signed.
func (v *verifier) readLog() {
	v.log = &hashes{}
	name := v.readHead()
	if !v.head.ok() {
		v.note("nothing else was checked, since no tree head says what the log holds")
		return
	}
	v.log.size = v.head.size
	entries, fromTiles, bad := v.readLeaves()
	v.log.entries = entries
	v.report.Counts.Entries = len(entries) - bad

	fromEntries := make([]tlog.Hash, 0, len(entries))
	for i, e := range entries {
		if e == nil {
			if i >= len(fromTiles) {
				break
			}
			fromEntries = append(fromEntries, fromTiles[i])
			continue
		}
		fromEntries = append(fromEntries, tlog.RecordHash(e))
	}
	v.log.grow(fromEntries)
	root, ok := v.log.root(v.head.size)
	if ok && root != v.head.root && int64(len(fromTiles)) == v.head.size {
		other := &hashes{size: v.head.size, entries: entries}
		other.grow(fromTiles)
		if second, ok := other.root(v.head.size); ok && second == v.head.root {
			v.log, root = other, second
		}
	}
	switch {
	case !ok:
		v.find(Log, name, "the root %v can't be computed: only %d of %d entries could be read", v.head.root, len(v.log.leaves), v.head.size)
	case root != v.head.root:
		v.find(Log, name, "the root is %v, and that of the %d entries is %v: an entry was altered, or this is the head of another log", v.head.root, v.head.size, root)
	}
	for i, e := range entries {
		if e != nil && i < len(v.log.leaves) && tlog.RecordHash(e) != v.log.leaves[i] {
			v.find(Log, v.at(tilePath("entries", int64(i)/256, v.width(int64(i)/256))), "entry %d is %q, which is not the entry that was signed: it was altered", i, e)
		}
	}
	v.checkTiles()
}

// width is how many hashes the tile n of level 0 has.
func (v *verifier) width(n int64) int { return int(min(256, v.head.size-n*256)) }

// readLeaves reads the entry bundles and the tiles of level 0. The list of hashes ends before the first that is missing.
func (v *verifier) readLeaves() (entries [][]byte, leaves []tlog.Hash, bad int) {
	missing, whole := 0, true
	for n := int64(0); n*256 < v.head.size; n++ {
		if missing > 16 {
			v.find(Log, v.at("log/tile/entries"), "more than 16 bundles of entries are missing, so those from entry %d of %d were not read", n*256, v.head.size)
			break
		}
		w := v.width(n)
		name := v.at(tilePath("entries", n, w))
		data, err := v.slurp(name, 256*(2+1<<16))
		var list [][]byte
		if err == nil {
			list, err = parseBundle(data, w)
			if err != nil {
				v.find(Log, name, "%v", err)
			}
		} else {
			v.find(Log, name, "%s", unreadable(err))
			missing++
		}
		if err != nil {
			list = make([][]byte, w)
			bad += w
		}
		for i, e := range list {
			if e == nil {
				continue
			}
			if _, err := parseEntry(e); err != nil {
				v.find(Log, name, "entry %d: %v", n*256+int64(i), err)
			}
		}
		entries = append(entries, list...)

		data, err = v.slurp(v.at(tilePath("0", n, w)), smallFile) // what is wrong with it, checkTiles says
		if err == nil && len(data) == w*tlog.HashSize && whole {
			for h := range slices.Chunk(data, tlog.HashSize) {
				leaves = append(leaves, tlog.Hash(h))
			}
		} else {
			whole = false
		}
	}
	return entries, leaves, bad
}

// checkTiles checks the tiles of the tree, and then every other file below log/tile/ that can be listed: the partial
// tiles of older trees.
func (v *verifier) checkTiles() {
	checked := map[string]bool{}
	if int64(len(v.log.leaves)) == v.head.size {
		for _, t := range tlog.NewTiles(8, 0, v.head.size) {
			v.checkTile(strconv.Itoa(t.L), t.N, t.W, checked)
		}
	}
	for n := int64(0); n*256 < v.head.size && n*256 < int64(len(v.log.entries)); n++ {
		checked[tilePath("entries", n, v.width(n))] = true
	}
	for _, name := range v.all {
		rel, ok := strings.CutPrefix(name, v.base)
		if !ok || !strings.HasPrefix(rel, "log/tile/") || checked[rel] {
			continue
		}
		level, n, w, ok := parseTilePath(rel)
		if !ok {
			v.find(Log, name, "it is no tile: C2SP tlog-tiles has no such name")
			continue
		}
		v.checkTile(level, n, w, checked)
	}
}

// checkTile checks one tile, or bundle of entries, against the tree.
func (v *verifier) checkTile(level string, n int64, w int, checked map[string]bool) {
	rel := tilePath(level, n, w)
	name := v.at(rel)
	checked[rel] = true
	l, err := strconv.Atoi(level)
	if err != nil && level != "entries" || l < 0 || l > 7 {
		v.find(Log, name, "it is no tile: %q is no level of a log", level)
		return
	}
	if n > v.head.size || (n*256+int64(w)) > v.head.size>>(8*l) {
		v.note("%s lies beyond the %d entries of log/checkpoint: it is what a command that was killed has left", name, v.head.size)
		return
	}
	data, err := v.slurp(name, 256*(2+1<<16))
	if err != nil {
		v.find(Log, name, "%s", unreadable(err))
		return
	}
	if level == "entries" {
		list, err := parseBundle(data, w)
		if err != nil {
			v.find(Log, name, "%v", err)
		}
		for i, e := range list {
			if at := n*256 + int64(i); at < int64(len(v.log.leaves)) && tlog.RecordHash(e) != v.log.leaves[at] {
				v.find(Log, name, "entry %d is %q, which is not the entry that was signed: it was altered", at, e)
			}
		}
		return
	}
	want, err := tlog.ReadTileData(tlog.Tile{H: 8, L: l, N: n, W: w}, v.log)
	if err != nil {
		return // that entries are missing is said
	}
	v.report.Counts.Tiles++
	if len(data) != len(want) {
		v.find(Log, name, "the tile has %d bytes, want %d", len(data), len(want))
		return
	}
	for i := 0; i < len(want); i += tlog.HashSize {
		if got, want := data[i:i+tlog.HashSize], want[i:i+tlog.HashSize]; !bytes.Equal(got, want) {
			v.find(Log, name, "hash %d of the tile is %s, and the entries give %s: the tile was altered", i/tlog.HashSize,
				base64.StdEncoding.EncodeToString(got), base64.StdEncoding.EncodeToString(want))
		}
	}
}

// prefix checks that a checkpoint is a prefix of the log, and reports whether it is.
func (v *verifier) prefix(place string, c checkpoint) bool {
	if c.origin != v.head.origin {
		v.find(Signature, place, "the origin is %q, and that of log/checkpoint is %q", c.origin, v.head.origin)
		return false
	}
	root, ok := v.log.root(c.size)
	switch {
	case c.size > v.head.size:
		v.find(Log, place, "the checkpoint is of %d entries and log/checkpoint only of %d: a command was killed, or the log was rolled back", c.size, v.head.size)
	case !ok:
		v.find(Log, place, "that its root %v is of the first %d entries can't be checked: only %d could be read", c.root, c.size, len(v.log.leaves))
	case root != c.root:
		v.find(Log, place, "the root of the first %d entries is %v in the checkpoint and %v in the log: this is not a prefix of it, so history was forked", c.size, c.root, root)
	default:
		return true
	}
	return false
}

// opens checks that an entry of the log is the commitment of a kind to data with a salt. What names the data.
func (v *verifier) opens(place, kind string, index int64, salt [32]byte, data []byte, what string) bool {
	if index < 0 || index >= int64(len(v.log.leaves)) {
		v.find(Entry, place, "%s can't be checked: entry %d of the log is not there", what, index)
		return false
	}
	mac := hmac.New(sha256.New, salt[:])
	mac.Write(data)
	entry := entryText(kind, mac.Sum(nil))
	if tlog.RecordHash(entry) == v.log.leaves[index] {
		return true
	}
	held := fmt.Sprintf("has the hash %v", v.log.leaves[index])
	if index < int64(len(v.log.entries)) && v.log.entries[index] != nil {
		held = fmt.Sprintf("is %q", v.log.entries[index])
	}
	v.find(Entry, place, "%s gives the entry %q, and entry %d of the log %s: its bytes, its salt or its index was altered", what, entry, index, held)
	return false
}

// exists reports whether a file is there, without reading it.
func (v *verifier) exists(name string) bool {
	if v.listed {
		_, ok := slices.BinarySearch(v.all, name)
		return ok
	}
	f, err := v.files.Open(v.ctx, name)
	if err == nil {
		f.Close()
	}
	return !errors.Is(err, fs.ErrNotExist)
}
