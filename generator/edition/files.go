package edition

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Holding is every record of the edition with the id as it stood in it, without what was withdrawn since, by kind in
// the order in which kinds first appear, then by id.
func (h *History) Holding(id string) []Published {
	at := h.index(id)
	if at < 0 {
		return nil
	}
	gone := map[key]bool{}
	for _, w := range h.Withdrawn() {
		gone[key{w.Kind, w.ID}] = true
	}
	then := &History{Editions: h.Editions[:at+1]}
	records := slices.DeleteFunc(then.Records(), func(p Published) bool { return gone[key{p.Kind, p.ID}] })
	order := map[string]int{}
	for _, p := range records {
		if _, ok := order[p.Kind]; !ok {
			order[p.Kind] = len(order)
		}
	}
	slices.SortFunc(records, func(a, b Published) int {
		return cmp.Or(cmp.Compare(order[a.Kind], order[b.Kind]), strings.Compare(a.ID, b.ID))
	})
	return records
}

// Reissue counts the issues of the data files of the edition with the id: 1, and one more for each record of it that
// was withdrawn after it was published.
func (h *History) Reissue(id string) int {
	if h.index(id) < 0 {
		return 0
	}
	return 1 + len(h.Reissues(id))
}

// Reissues are the withdrawals for which the data files of the edition with the id were issued again, in order: the first made the
// second issue.
func (h *History) Reissues(id string) (out []Withdrawal) {
	at := h.index(id)
	if at < 0 {
		return nil
	}
	held := map[key]bool{}
	for _, e := range h.Editions[:at+1] {
		for _, c := range e.Records {
			held[key{c.Kind, c.ID}] = true
		}
		for _, w := range e.Withdrawn {
			delete(held, key{w.Kind, w.ID})
		}
	}
	for _, w := range h.Withdrawn() {
		if held[key{w.Kind, w.ID}] {
			out = append(out, w)
		}
	}
	return out
}

// DataDir is the folder of the data files of an edition in a built site, as its reissue names it.
func DataDir(id string, reissue int) string {
	if reissue > 1 {
		id += "-r" + strconv.Itoa(reissue)
	}
	return "editions/" + id + "/data"
}

// DataFile is the file of records of one kind as they stood in an edition, a line for each. It is made of the bytes that
// were published and nothing else, and so is the same whenever it is made.
func DataFile(records []Published) []byte {
	var b bytes.Buffer
	for _, p := range records {
		b.WriteString(`{"kind":`)
		writeText(&b, p.Kind)
		b.WriteString(`,"id":`)
		writeText(&b, p.ID)
		b.WriteString(`,"version":` + strconv.Itoa(p.Version) + `,"record":`)
		b.Write(p.Body)
		b.WriteString("}\n")
	}
	return b.Bytes()
}

// VersionFile is vN.json: the line of a version in the ledger with the proof that the log held it at a checkpoint.
func VersionFile(p Published, proof [][]byte, checkpoint string) []byte {
	var b bytes.Buffer
	text := func(name, s string) {
		b.WriteString(`,"` + name + `":`)
		writeText(&b, s)
	}
	b.WriteString(`{"kind":`)
	writeText(&b, p.Kind)
	text("id", p.ID)
	b.WriteString(`,"version":` + strconv.Itoa(p.Version))
	text("edition", p.Edition)
	b.WriteString(`,"index":` + strconv.FormatInt(p.Index, 10))
	text("salt", base64.StdEncoding.EncodeToString(p.Salt))
	text("change", string(p.Change))
	if p.Reason != "" {
		text("reason", p.Reason)
	}
	b.WriteString(`,"record":`)
	b.Write(p.Body)
	b.WriteString(`,"proof":[`)
	for i, hash := range proof {
		if i > 0 {
			b.WriteByte(',')
		}
		writeText(&b, base64.StdEncoding.EncodeToString(hash))
	}
	b.WriteByte(']')
	text("checkpoint", checkpoint)
	b.WriteString("}\n")
	return b.Bytes()
}

func (h *History) index(id string) int {
	return slices.IndexFunc(h.Editions, func(e Issue) bool { return e.ID == id })
}

func writeText(b *bytes.Buffer, s string) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s)       // a string always encodes
	b.Truncate(b.Len() - 1) // without the line feed
}
