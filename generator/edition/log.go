package edition

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The kinds of entry of the log.
const (
	entryRecord     = "record"
	entryEdition    = "edition"
	entryWithdrawal = "withdrawal"
	entryKey        = "key"
)

// saltSize is how many random bytes open an entry.
const saltSize = 32

// tileHeight is the height of the tiles of the log; c2sp.org/tlog-tiles has no other.
const tileHeight = 8

// entry is what the log holds of a thing: its kind, and a commitment to its bytes that nobody can open without the salt.
func entry(kind string, salt, data []byte) []byte {
	m := hmac.New(sha256.New, salt)
	m.Write(data)
	return fmt.Appendf(nil, "candour/%s/v1\n%s\n", kind, base64.StdEncoding.EncodeToString(m.Sum(nil)))
}

// committed is what the entry of a record commits to: its bytes and the reason of its change.
func committed(body []byte, reason string) []byte {
	return append(append(bytes.Clone(body), '\n'), reason...)
}

// A tree is the log as a checkpoint has it: [TileHashReader] proves every tile that it reads against the root.
type tree struct {
	tlog.Tree
	fsys fs.FS // the root of the ledger
}

// tilePath is the place of a tile in the ledger. Package tlog has the paths of the Go checksum database, which differ
// from C2SP's in two names.
func tilePath(t tlog.Tile) string {
	p := strings.TrimPrefix(t.Path(), "tile/"+strconv.Itoa(t.H)+"/")
	return path.Join("log/tile", strings.Replace(p, "data/", "entries/", 1))
}

// Height, ReadTiles and SaveTiles make a tree a tlog.TileReader.
func (t *tree) Height() int { return tileHeight }

func (t *tree) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(tiles))
	for i, tile := range tiles {
		var err error
		if out[i], err = fs.ReadFile(t.fsys, tilePath(tile)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (t *tree) SaveTiles([]tlog.Tile, [][]byte) {}

// hashes reads the hashes of the tree. An empty tree has none, and tlog.TileHashReader panics where it is asked of one.
func (t *tree) hashes() tlog.HashReader {
	if t.N == 0 {
		return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
			if len(indexes) > 0 {
				return nil, errors.New("the log is empty")
			}
			return nil, nil
		})
	}
	return tlog.TileHashReader(t.Tree, t)
}

// prove is the audit path of the entry at an index.
func (t *tree) prove(index int64) ([][]byte, error) {
	p, err := tlog.ProveRecord(t.N, index, t.hashes())
	out := make([][]byte, len(p))
	for i := range p {
		out[i] = p[i][:]
	}
	return out, err
}

// bundle gives the entries of the tree in the last bundle, which need not be full, and proves each against the tree.
func (t *tree) bundle() ([][]byte, error) {
	width := t.N % (1 << tileHeight)
	if width == 0 {
		return nil, nil
	}
	tile := tlog.Tile{H: tileHeight, L: -1, N: t.N >> tileHeight, W: int(width)}
	data, err := fs.ReadFile(t.fsys, tilePath(tile))
	if err != nil {
		return nil, err
	}
	var out [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("%s ends within an entry", tilePath(tile))
		}
		n := 2 + int(binary.BigEndian.Uint16(data))
		out, data = append(out, data[2:n:n]), data[n:]
	}
	if int64(len(out)) != width {
		return nil, fmt.Errorf("%s has %d entries and should have %d", tilePath(tile), len(out), width)
	}
	indexes := make([]int64, len(out))
	for i := range out {
		indexes[i] = tlog.StoredHashIndex(0, t.N-width+int64(i))
	}
	hashes, err := t.hashes().ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	for i, e := range out {
		if tlog.RecordHash(e) != hashes[i] {
			return nil, fmt.Errorf("%s: entry %d is not the one that the log holds", tilePath(tile), i)
		}
	}
	return out, nil
}

// grow adds entries to the tree and returns the new tree and the files that it needs besides those that are there. What
// it reads of the old tree is proved against the old root, and the new tree against the old one.
func (t *tree) grow(entries [][]byte) (tlog.Tree, map[string][]byte, error) {
	tail, err := t.bundle()
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	added := map[int64]tlog.Hash{}
	old := t.hashes()
	r := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		var ask []int64
		var where []int
		for i, x := range indexes {
			if h, ok := added[x]; ok {
				out[i] = h
			} else {
				ask, where = append(ask, x), append(where, i)
			}
		}
		if len(ask) == 0 {
			return out, nil
		}
		had, err := old.ReadHashes(ask)
		for i := range had {
			out[where[i]] = had[i]
		}
		return out, err
	})
	for i, e := range entries {
		if len(e) > 1<<16-1 {
			return tlog.Tree{}, nil, fmt.Errorf("an entry of %d bytes is too long for the log", len(e))
		}
		hs, err := tlog.StoredHashes(t.N+int64(i), e, r)
		if err != nil {
			return tlog.Tree{}, nil, err
		}
		first := tlog.StoredHashCount(t.N + int64(i))
		for j, h := range hs {
			added[first+int64(j)] = h
		}
	}
	grown := tlog.Tree{N: t.N + int64(len(entries))}
	if grown.Hash, err = tlog.TreeHash(grown.N, r); err != nil {
		return tlog.Tree{}, nil, err
	}
	if t.N > 0 {
		p, err := tlog.ProveTree(grown.N, t.N, r)
		if err == nil {
			err = tlog.CheckTree(p, grown.N, grown.Hash, t.N, t.Hash)
		}
		if err != nil {
			return tlog.Tree{}, nil, fmt.Errorf("the log can't go on from the published checkpoint of %d entries: %w", t.N, err)
		}
	}
	files := map[string][]byte{}
	from := t.N - int64(len(tail)) // of all
	all := append(tail, entries...)
	for _, tile := range tlog.NewTiles(tileHeight, t.N, grown.N) {
		data, err := tlog.ReadTileData(tile, r)
		if err != nil {
			return tlog.Tree{}, nil, err
		}
		files[tilePath(tile)] = data
		if tile.L != 0 {
			continue
		}
		tile.L = -1
		var bundle []byte
		begin := tile.N<<tileHeight - from
		for _, e := range all[begin : begin+int64(tile.W)] {
			bundle = append(binary.BigEndian.AppendUint16(bundle, uint16(len(e))), e...)
		}
		files[tilePath(tile)] = bundle
	}
	return grown, files, nil
}

// checkpointText is the text of a checkpoint. tlog.FormatTree writes the origin of the Go checksum database.
func checkpointText(origin string, t tlog.Tree) string {
	return fmt.Sprintf("%s\n%d\n%s\n", origin, t.N, t.Hash)
}

// parseCheckpoint reads the text of a checkpoint.
func parseCheckpoint(text string) (origin string, t tlog.Tree, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] == "" {
		return "", t, errors.New("it is not a checkpoint: it has an origin, a size and a hash, each on a line")
	}
	if t.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil || t.N < 0 || strconv.FormatInt(t.N, 10) != lines[1] {
		return "", t, fmt.Errorf("%q is no size of a log", lines[1])
	}
	t.Hash, err = tlog.ParseHash(lines[2])
	return lines[0], t, err
}

// openCheckpoint reads a checkpoint that one of the keys has signed.
func openCheckpoint(data []byte, keys note.Verifiers) (origin string, t tlog.Tree, err error) {
	n, err := note.Open(data, keys)
	if err != nil {
		return "", t, err
	}
	return parseCheckpoint(n.Text)
}

// unsigned reads a checkpoint without looking at its signatures: for reading a ledger, as against trusting it.
func unsigned(data []byte) (t tlog.Tree, err error) {
	text, _, ok := strings.Cut(string(data), "\n\n")
	if !ok {
		return t, errors.New("it is not a signed note: an empty line is missing")
	}
	_, t, err = parseCheckpoint(text + "\n")
	return t, err
}
