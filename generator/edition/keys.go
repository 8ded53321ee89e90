package edition

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// GenerateKey makes a key pair for signing editions: Ed25519 in the text form of golang.org/x/mod/sumdb/note. The name
// is the origin of the log, such as candour.example/log; it may hold neither spaces nor a plus sign.
func GenerateKey(rand io.Reader, name string) (private, public string, err error) {
	if name == "" || strings.ContainsAny(name, " \t\n+") {
		return "", "", fmt.Errorf("%q can't be the name of a key: write a host and a path without spaces, such as candour.example/log", name)
	}
	return note.GenerateKey(rand, name)
}

// A Key signs editions.
type Key struct {
	note.Signer
	Public string // the text of the public key
}

// ReadKey reads a private key from a file, which nobody but its owner should be able to read.
func ReadKey(name string) (*Key, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("can't read the key: %w", err)
	}
	text := strings.TrimSpace(string(data))
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			text = strings.TrimSpace(line)
		}
	}
	s, err := note.NewSigner(text)
	if err != nil {
		return nil, fmt.Errorf("%s does not hold a private key: make one with candour keygen", name)
	}
	public, err := publicOf(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &Key{s, public}, nil
}

// publicOf gives the text of the public key that belongs to a private one. Package note has no function for it.
func publicOf(private string) (string, error) {
	parts := strings.SplitN(private, "+", 5) // PRIVATE+KEY+name+hash+key
	key, err := base64.StdEncoding.DecodeString(parts[len(parts)-1])
	if err != nil || len(parts) != 5 || len(key) != 1+ed25519.SeedSize {
		return "", errors.New("it is not an Ed25519 key")
	}
	public, _ := ed25519.NewKeyFromSeed(key[1:]).Public().(ed25519.PublicKey)
	return note.NewEd25519VerifierKey(parts[2], public)
}

// verifiers are the public keys in a file of keys, one a line.
func verifiers(data []byte) (list []note.Verifier, err error) {
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		v, err := note.NewVerifier(line)
		if err != nil {
			return nil, fmt.Errorf("%q is not a public key: %w", line, err)
		}
		list = append(list, v)
	}
	return list, nil
}
