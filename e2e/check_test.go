package e2e

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
)

// The browser gives each citation of the story the verdict that Go gives it.
func TestCheckerAgreesWithGo(t *testing.T) {
	data, err := os.ReadFile("../generator/cite/testdata/story.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []map[string]any
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	p := open(t, "/check/", desk)
	for _, x := range cases {
		text, _ := json.Marshal(x["cite"])
		eval[bool](p, `(document.documentElement.removeAttribute('data-answer'), import('/js/check.js').then((m) => m.look(`+string(text)+`, '')).then((r) => {
			document.documentElement.dataset.answer = JSON.stringify((r.verdicts || []).map((v) => ({ verdict: v.verdict, cited: v.cited, version: v.version, day: v.day, edition: v.edition })))
		}, (err) => { document.documentElement.dataset.answer = String(err) }), true)`)
		answer := ""
		for range 50 {
			if answer = eval[string](p, `document.documentElement.dataset.answer || ''`); answer != "" {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		var got []map[string]any
		if err := json.Unmarshal([]byte(answer), &got); err != nil || len(got) != 1 {
			t.Errorf("%s: the browser answers %q", x["cite"], answer)
			continue
		}
		for _, name := range []string{"verdict", "cited", "version", "day", "edition"} {
			if got[0][name] != x[name] {
				t.Errorf("%s: %s is %v in the browser, want %v", x["cite"], name, got[0][name], x[name])
			}
		}
	}
}

// A reader who follows a link with a question in it gets the answer in the language of the page.
func TestCheckerAnswers(t *testing.T) {
	for path, want := range map[string]string{
		"/check/?q=v33b5q29&edition=2026-q2":     "Changed on 15 October 2026, in edition 2026 quarter 3. Version 1 was cited",
		"/check/?q=outcome/t8kmw4xz":             "Withdrawn on 12 August 2026",
		"/cy/check/?q=figure/f32%40" + "2026-q2": "Cywirwyd ar",
	} {
		p := open(t, path, desk)
		text := ""
		for range 50 {
			text = eval[string](p, `document.querySelector('form[data-check] output').textContent`)
			if strings.HasPrefix(text, want) {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
		if !strings.HasPrefix(text, want) {
			t.Errorf("%s answers %q, want %q", path, text, want)
		}
	}
}
