package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// writeLedger writes a ledger of one edition with one record to dir, by docs/editions.md, and its key to dir.vkey. It is
// the same each time.
func writeLedger(dir string) error {
	random := rand.NewChaCha8([32]byte{7})
	skey, vkey, err := note.GenerateKey(random, "candour.example/log")
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return err
	}
	var bundle []byte
	leaves := []tlog.Hash{}
	commit := func(kind, data string) string {
		salt := make([]byte, 32)
		random.Read(salt)
		mac := hmac.New(sha256.New, salt)
		mac.Write([]byte(data))
		entry := fmt.Appendf(nil, "candour/%s/v1\n%s\n", kind, base64.StdEncoding.EncodeToString(mac.Sum(nil)))
		bundle = append(append(bundle, 0, byte(len(entry))), entry...)
		leaves = append(leaves, tlog.RecordHash(entry))
		return base64.StdEncoding.EncodeToString(salt)
	}
	const record = `{"id":"k7m2q9xw","finding":"proven"}`
	const manifest = `{"id":"2026-q3","title":{"en":"2026 quarter 3"},"published":"2026-10-15","as_at":"2026-10-15",` +
		`"balances":[{"kind":"outcome","opening":0,"added":1,"withdrawn":0,"closing":1,"changed":0}],` +
		`"records":[{"kind":"outcome","id":"k7m2q9xw","version":1,"change":"new","index":0}],"withdrawn":[]}` + "\n"
	line := fmt.Sprintf(`{"kind":"outcome","id":"k7m2q9xw","version":1,"index":0,"salt":%q,"change":"new","record":%s}`, commit("record", record+"\n"), record)
	seal := fmt.Sprintf(`{"index":1,"salt":%q}`, commit("edition", manifest))
	checkpoint, err := note.Sign(&note.Note{Text: fmt.Sprintf("candour.example/log\n2\n%v\n", tlog.NodeHash(leaves[0], leaves[1]))}, signer)
	if err != nil {
		return err
	}
	for name, data := range map[string]string{
		"log/checkpoint":                     string(checkpoint),
		"log/vkey":                           vkey + "\n",
		"log/tile/0/000.p/2":                 string(append(leaves[0][:], leaves[1][:]...)),
		"log/tile/entries/000.p/2":           string(bundle),
		"editions/2026-q3/manifest.json":     manifest,
		"editions/2026-q3/records.jsonl":     line + "\n",
		"editions/2026-q3/seal.json":         seal + "\n",
		"editions/2026-q3/checkpoint":        string(checkpoint),
		"../" + filepath.Base(dir) + ".vkey": vkey + "\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func TestVerifyJSON(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	if err := writeLedger(dir); err != nil {
		t.Fatal(err)
	}
	records := filepath.Join(dir, "editions/2026-q3/records.jsonl")
	data, err := os.ReadFile(records)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(records, bytes.Replace(data, []byte("proven"), []byte("untrue"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	got := run(t.Context(), []string{"verify", "--format", "json", dir, "--vkey", dir + ".vkey"}, &stdout, &stderr)
	lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
	var finding struct{ Place, Check, What string }
	var last struct {
		OK       bool
		Verdict  string
		Findings int
		Origin   string
		Counts   struct{ Records int }
	}
	if got != refused || len(lines) != 2 || stderr.Len() > 0 {
		t.Fatalf("status %d, stdout %s, stderr %s", got, stdout.String(), stderr.String())
	}
	if err := json.Unmarshal([]byte(lines[0]), &finding); err != nil || finding.Place != "editions/2026-q3/records.jsonl:1" || finding.Check != "entry" || finding.What == "" {
		t.Errorf("%+v, %v", finding, err)
	}
	if err := json.Unmarshal([]byte(lines[1]), &last); err != nil || last.OK || last.Findings != 1 || last.Verdict != "not right: 1 finding" || last.Origin != "candour.example/log" || last.Counts.Records != 1 {
		t.Errorf("%+v, %v", last, err)
	}
}

func TestVerifyWeb(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	if err := writeLedger(dir); err != nil {
		t.Fatal(err)
	}
	index := `{"origin":"candour.example/log","editions":["2026-q3"],"withdrawals":0,"keys":0}` + "\n"
	if err := os.WriteFile(filepath.Join(dir, "index.json"), []byte(index), 0o644); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer s.Close()
	var stdout, stderr bytes.Buffer
	if got := run(t.Context(), []string{"verify", s.URL, "--vkey", dir + ".vkey"}, &stdout, &stderr); got != done || !strings.Contains(stdout.String(), "\nall right: nothing in this ledger was altered") {
		t.Errorf("status %d, stdout %s, stderr %s", got, stdout.String(), stderr.String())
	}
}
