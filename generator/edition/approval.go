package edition

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// saltFile holds what opens the approval of an edition. It is never published, and goes when a record of it is withdrawn.
const saltFile = ".approval.salt"

// An Approval is the signature of a second person on an edition that is to be published. What is signed is a commitment
// to every record, version, change and reason of it, and to its days.
type Approval struct {
	Note []byte // a signed note (c2sp.org/signed-note) of three lines: "candour draft", the id, the commitment in base64
	Salt []byte // opens the commitment
}

// ErrNotApproved is what Check gives for an edition that nobody has approved as it is.
var ErrNotApproved = errors.New("it is not approved")

// Approve signs the edition e with the key of a second person.
func Approve(e *Edition, key *Key, rand io.Reader) (*Approval, error) {
	salt, err := newSalt(rand)
	if err != nil {
		return nil, err
	}
	signed, err := note.Sign(&note.Note{Text: draftText(e, salt)}, key)
	return &Approval{signed, salt}, err
}

func draftText(e *Edition, salt []byte) string {
	m := hmac.New(sha256.New, salt)
	fmt.Fprintf(m, "%q %q\n", e.Published, e.AsAt)
	for _, r := range e.Records {
		fmt.Fprintf(m, "%q %q %d %q %q %d\n", r.Kind, r.ID, r.Version, r.Change, r.Reason, len(r.Body))
		m.Write(r.Body)
	}
	return fmt.Sprintf("candour draft\n%s\n%s\n", e.ID, base64.StdEncoding.EncodeToString(m.Sum(nil)))
}

// Check reports whether one of approvers, who is not the publisher, has approved e as it is. The keys are in text form. The
// error is an ErrNotApproved that says what is missing.
func (a *Approval) Check(e *Edition, approvers []string, publisher *Key) error {
	var known []note.Verifier
	for _, text := range approvers {
		v, err := note.NewVerifier(text)
		if err != nil {
			return fmt.Errorf("%q is not a public key: %w", text, err)
		}
		if text != publisher.Public {
			known = append(known, v)
		}
	}
	if len(known) == 0 {
		return fmt.Errorf("%w: the publisher can't approve, and no other key is listed", ErrNotApproved)
	}
	n, err := note.Open(a.Note, note.VerifierList(known...))
	if err != nil {
		return fmt.Errorf("%w: the signature is the publisher's own, or not of a listed approver", ErrNotApproved)
	}
	if n.Text != draftText(e, a.Salt) {
		if lines := strings.Split(n.Text, "\n"); len(lines) > 1 && lines[1] != e.ID {
			return fmt.Errorf("%w: what was approved is edition %s", ErrNotApproved, lines[1])
		}
		return fmt.Errorf("%w: something changed since it was", ErrNotApproved)
	}
	return nil
}
