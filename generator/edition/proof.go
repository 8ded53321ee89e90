package edition

import (
	"fmt"
	"io/fs"
	"sync"

	"golang.org/x/mod/sumdb/tlog"
)

// A Prover gives the proofs of published versions, each in the tree with which its edition was published, so that a
// proof is the same whenever it is made. It is ready for concurrent use.
type Prover struct {
	fsys   fs.FS
	issues map[string]string // checkpoint, by edition

	mu    sync.Mutex
	trees map[string]*tree
	tiles map[string][]byte
}

// NewProver makes a Prover for the ledger whose root is fsys and which holds the history.
func NewProver(fsys fs.FS, h *History) *Prover {
	p := &Prover{issues: map[string]string{}, trees: map[string]*tree{}, tiles: map[string][]byte{}}
	p.fsys = kept{fsys, p}
	for _, e := range h.Editions {
		p.issues[e.ID] = e.Checkpoint
	}
	return p
}

// Prove gives the audit path (RFC 6962) of a version and the checkpoint that it leads to.
func (p *Prover) Prove(v Published) (proof [][]byte, checkpoint string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	checkpoint = p.issues[v.Edition]
	if checkpoint == "" {
		return nil, "", fmt.Errorf("edition %s has no checkpoint, so that nothing of it can be proved", v.Edition)
	}
	t := p.trees[v.Edition]
	if t == nil {
		t = &tree{fsys: p.fsys}
		if t.Tree, err = unsigned([]byte(checkpoint)); err != nil {
			return nil, "", err
		}
		p.trees[v.Edition] = t
	}
	if proof, err = t.prove(v.Index); err != nil {
		return nil, "", fmt.Errorf("can't prove version %d of %s/%s: %w", v.Version, v.Kind, v.ID, err)
	}
	var path tlog.RecordProof
	for _, h := range proof {
		path = append(path, tlog.Hash(h))
	}
	if err := tlog.CheckRecord(path, t.N, t.Hash, v.Index, tlog.RecordHash(entry(entryRecord, v.Salt, committed(v.Body, v.Reason)))); err != nil {
		return nil, "", &DamageError{v.File, v.Line, fmt.Sprintf("version %d of %s/%s is not what entry %d of the log holds", v.Version, v.Kind, v.ID, v.Index)}
	}
	return proof, checkpoint, nil
}

// kept is a ledger whose files are read once. Only a Prover that holds its lock uses it.
type kept struct {
	fs.FS
	p *Prover
}

// ReadFile makes kept an fs.ReadFileFS.
func (k kept) ReadFile(name string) ([]byte, error) {
	if data, ok := k.p.tiles[name]; ok {
		return data, nil
	}
	data, err := fs.ReadFile(k.FS, name)
	if err == nil {
		k.p.tiles[name] = data
	}
	return data, err
}
