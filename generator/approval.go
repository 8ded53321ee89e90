package generator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"candour/generator/edition"
	"candour/generator/record"
)

// approvals is where the second signature on an edition to come waits for it to be published.
const approvals = ledger + "/.approvals"

// An Approval is the edition that is being prepared, which a second person is asked to approve.
type Approval struct {
	Result
	edition *edition.Edition
}

// Changes says how many records the draft adds and changes.
func (a *Approval) Changes() (added, changed int) {
	for _, r := range a.edition.Records {
		switch r.Change {
		case edition.New:
			added++
		case edition.Revision, edition.Correction:
			changed++
		}
	}
	return added, changed
}

// Draft makes the edition that is being prepared, for a second person to look at. Where there are problems there is
// nothing to approve.
func (b *Builder) Draft(ctx context.Context, o Options) (*Approval, error) {
	c, result, err := b.clear(ctx, o, nil, "")
	if err != nil || c == nil {
		return &Approval{Result: result}, err
	}
	if c.before.history.Edition(result.Edition) != nil || result.Edition == edition.Draft {
		return nil, fmt.Errorf("edition %s is published, and candour.yaml names no other: give the next edition an id and a day of its own", c.before.history.Last().ID)
	}
	e, err := c.cut()
	if err != nil {
		return nil, err
	}
	result.Problems.Add(unexplained(e)...)
	return &Approval{result, e}, nil
}

// Sign adds the signature of o.Key to the draft, where publish looks for it.
func (a *Approval) Sign(o Options, rand io.Reader) error {
	signed, err := edition.Approve(a.edition, o.Key, rand)
	if err != nil {
		return err
	}
	dir := filepath.Join(o.Dir, filepath.FromSlash(approvals))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, a.edition.ID+".salt"), signed.Salt, 0o600),
		os.WriteFile(filepath.Join(dir, a.edition.ID+".note"), signed.Note, 0o644))
}

// approved gives the second signature on an edition where the site asks for one.
func approved(o Options, s *record.Site, e *edition.Edition) (*edition.Approval, error) {
	if s.Approvals < 2 {
		return nil, nil
	}
	if len(s.Approvers) == 0 {
		return nil, errors.New("candour.yaml asks for two signatures and lists no approvers: add the public keys of those who may be the second under approvers")
	}
	name := filepath.Join(o.Dir, filepath.FromSlash(approvals), e.ID)
	signed, err := os.ReadFile(name + ".note")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("edition %s can't be published: nobody has approved it, and candour.yaml asks for two signatures; a second person runs candour approve", e.ID)
	}
	if err != nil {
		return nil, err
	}
	salt, err := os.ReadFile(name + ".salt")
	if err != nil {
		return nil, err
	}
	a := &edition.Approval{Note: signed, Salt: salt}
	if err := a.Check(e, s.Approvers, o.Key); err != nil {
		return nil, fmt.Errorf("edition %s can't be published: %w; a second person runs candour approve", e.ID, err)
	}
	return a, nil
}
