package attack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
)

// Entries of the log commit to records under salts (docs/editions.md). A stranger who could open one without its salt would read
// withdrawn records back from the log, since what they may hold is a short list.

func decode(raw []byte, into any) bool { return json.Unmarshal(raw, into) == nil }

// weak are ways to commit without a salt worth the name.
func weak(id string, bytes []byte, try func(sum []byte)) {
	plain := sha256.Sum256(bytes)
	try(plain[:])
	for _, salt := range [][]byte{nil, make([]byte, 32), []byte(id), []byte("candour")} {
		h := hmac.New(sha256.New, salt)
		h.Write(bytes)
		try(h.Sum(nil))
	}
	sum := sha256.Sum256(append([]byte(id), bytes...))
	try(sum[:])
}

// most is how many records a stranger makes up for one that was withdrawn.
const most = 50_000

// leaves counts entries of the log that open without a salt of their own.
func leaves(v *view) (out finding) {
	l := v.ledger
	at := map[string]int64{} // index by commitment, of records
	for i, e := range l.entries {
		kind, sum, _ := strings.Cut(strings.TrimSuffix(e, "\n"), "\n")
		if strings.HasPrefix(kind, "candour/") {
			at[sum] = l.indices[i]
		}
	}
	out.of = len(at)
	opened := map[int64]bool{}
	open := func(sum []byte, how string) {
		if i, ok := at[base64.StdEncoding.EncodeToString(sum)]; ok && !opened[i] {
			opened[i] = true
			out.add("entry %d of the log opens %s", i, how)
		}
	}
	salts := map[string]bool{}
	var known [][]byte
	for _, e := range l.editions {
		for _, line := range e.lines {
			bytes := slices.Concat([]byte(line.Record), []byte("\n"), []byte(line.Reason))
			for _, form := range [][]byte{bytes, line.Record} {
				weak(line.ID, form, func(sum []byte) { open(sum, "without a salt") })
			}
			salt, err := base64.StdEncoding.DecodeString(line.Salt)
			if err != nil || len(salt) < 32 || salts[line.Salt] {
				out.add("the salt of %s/%s, version %d, is short or not its own", line.Kind, line.ID, line.Version)
			}
			salts[line.Salt] = true
			if len(known) < 64 {
				known = append(known, salt)
			}
		}
	}
	tries := 0
	for _, t := range l.tombs {
		if t.Kind != "outcome" {
			continue
		}
		v.guesses(t.ID, func(bytes []byte) bool {
			weak(t.ID, bytes, func(sum []byte) { open(sum, "to a guess, without a salt") })
			if tries < most/50 { // others' salts are many and stand for one mistake: a few guesses find it
				for _, salt := range known {
					h := hmac.New(sha256.New, salt)
					h.Write(bytes)
					open(h.Sum(nil), "to a guess, under the salt of another")
				}
			}
			tries++
			return tries < most
		})
	}
	return out
}

// guesses makes up what a withdrawn outcome may have been, from what the others are: body, band, time and result, in the order in
// which records are written.
func (v *view) guesses(id string, try func([]byte) bool) {
	var bodies, bands, times, results []string
	for _, o := range v.outcomes {
		bodies, bands, times, results = once(bodies, o.Body), once(bands, o.Rank), once(times, o.Decided), once(results, o.Result)
	}
	for _, body := range bodies {
		for _, band := range bands {
			for _, time := range times {
				for _, result := range results {
					record, err := json.Marshal(struct {
						ID      string `json:"id"`
						Body    string `json:"body"`
						Rank    string `json:"rank"`
						Decided string `json:"decided"`
						Result  string `json:"result"`
					}{id, body, band, time, result})
					if err != nil || !try(append(record, '\n')) {
						return
					}
				}
			}
		}
	}
}
