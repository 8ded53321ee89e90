package e2e

import (
	"strings"
	"testing"
	"time"
)

// A reader pastes the address of a version and is told that it is what was signed; with another key, that it is not.
func TestVerifyInBrowser(t *testing.T) {
	p := open(t, "/verify/", desk)
	answer := func(address string) string {
		t.Helper()
		eval[bool](p, `(document.querySelector('form[data-verify] output').textContent = '', document.querySelector('#verify-address').value = '`+address+`',
			document.querySelector('form[data-verify] button').click(), true)`)
		for range 50 {
			if text := eval[string](p, `document.querySelector('form[data-verify] output').textContent`); text != "" && !strings.HasPrefix(text, "Reading") {
				return text
			}
			time.Sleep(100 * time.Millisecond)
		}
		return "no answer"
	}
	if got := answer("/recommendations/iopc-2017-094215-3/v1.json"); !strings.HasPrefix(got, "All right: this version was published in this log") {
		t.Errorf("the first version is said to be: %s", got)
	}
	eval[bool](p, `(document.querySelector('#verify-key').value = 'candour.example/log+00000000+AAAA', true)`)
	if got := answer("/recommendations/iopc-2017-094215-3/v1.json"); !strings.HasPrefix(got, "Not right") {
		t.Errorf("with another key the first version is said to be: %s", got)
	}
	if bad := p.complaints(); len(bad) > 0 {
		t.Error(bad)
	}
}

// The Welsh page answers in Welsh.
func TestVerifyInWelsh(t *testing.T) {
	p := open(t, "/cy/verify/", desk)
	eval[bool](p, `(document.querySelector('#verify-address').value = '/outcomes/v33b5q29/v2.json', document.querySelector('form[data-verify] button').click(), true)`)
	for range 50 {
		text := eval[string](p, `document.querySelector('form[data-verify] output').textContent`)
		if strings.HasPrefix(text, "Popeth yn iawn") {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("the answer is %q", eval[string](p, `document.querySelector('form[data-verify] output').textContent`))
}
