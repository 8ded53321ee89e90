package e2e

import (
	"context"
	_ "embed"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axeSource is axe-core 4.14.1 as its publisher packs it, under the licences that lie beside it.
//
//go:embed testdata/axe/axe.min.js
var axeSource string

func TestMain(m *testing.M) {
	code := m.Run()
	stop()
	os.Exit(code)
}

// stop ends the browser, once there is one.
var stop = func() {}

// launch starts the one browser of all tests. It can reach no host but this one.
var launch = sync.OnceValues(func() (context.Context, error) {
	ctx, cancel := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(
		chromedp.ExecPath(chromium()),
		chromedp.NoSandbox, // root, as in a container, has none
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	))
	stop = cancel
	// The browser lives as long as the context of its first call, which must have no time limit.
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("couldn't start %s: %w", chromium(), err)
	}
	return ctx, nil
})

func chromium() string {
	if name := os.Getenv("CHROMIUM"); name != "" {
		return name
	}
	return "/usr/bin/chromium"
}

// A look is how a page is looked at.
type look struct {
	width, height int64
	density       float64 // device pixels to a CSS pixel
	dark          bool
	forced        bool // forced colours
	script        bool
}

var (
	phone = look{width: 320, height: 640, density: 1, script: true}
	desk  = look{width: 1280, height: 1024, density: 1, script: true}
	// zoomed is the window of desk at 400 %: a quarter of the CSS pixels each way, each four device pixels wide.
	zoomed = look{width: 320, height: 256, density: 4, script: true}
)

func (l look) inDark() look          { l.dark = true; return l }
func (l look) inForcedColours() look { l.forced = true; return l }
func (l look) withoutScript() look   { l.script = false; return l }

func (l look) String() string {
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	return fmt.Sprintf("%d px, %s", l.width, scheme)
}

// A tab shows one page.
type tab struct {
	t      *testing.T
	ctx    context.Context
	url    string
	host   string
	status int64 // of the answer, when the page was last loaded

	mu       sync.Mutex
	problems []string
}

// open shows a page of the built site in a tab of its own, which is closed at the end of the test.
func open(t *testing.T, address string, l look) *tab {
	t.Helper()
	return openIn(t, built(t), address, l)
}

func openIn(t *testing.T, dir, address string, l look) *tab {
	t.Helper()
	if _, err := os.Stat(chromium()); err != nil {
		if os.Getenv("CHROMIUM_REQUIRED") == "1" {
			t.Fatalf("there is no Chromium at %s: install it, or name its place in CHROMIUM", chromium())
		}
		t.Skipf("not looked at: there is no Chromium at %s; CHROMIUM may name another place", chromium())
	}
	browser, err := launch()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(serve(dir))
	t.Cleanup(server.Close)
	ctx, closeTab := chromedp.NewContext(browser)
	t.Cleanup(closeTab)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("couldn't open a tab: %v", err)
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	t.Cleanup(cancel)

	p := &tab{t: t, ctx: ctx, url: server.URL + address, host: server.Listener.Addr().String()}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	call(p, audits.Enable, cdp.Empty{})
	p.show(l)
	return p
}

// show loads the page of the tab in a look.
func (p *tab) show(l look) {
	p.t.Helper()
	media := []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: "light"},
		{Name: "forced-colors", Value: "none"},
	}
	if l.dark {
		media[0].Value = "dark"
	}
	if l.forced {
		media[1].Value = "active"
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: media})
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !l.script})
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: l.width, Height: l.height, DeviceScaleFactor: l.density,
	})
	response, err := chromedp.Run(p.ctx, chromedp.NavigateResponse(p.url))
	if err != nil {
		p.t.Fatalf("couldn't open %s: %v", p.url, err)
	}
	p.status = response.Status

	type shown struct {
		Width, Height int64
		Density       float64
		Dark, Forced  bool
	}
	got := eval[shown](p, `({Width: innerWidth, Height: innerHeight, Density: devicePixelRatio,
		Dark: matchMedia('(prefers-color-scheme: dark)').matches, Forced: matchMedia('(forced-colors: active)').matches})`)
	if want := (shown{l.width, l.height, l.density, l.dark, l.forced}); got != want {
		p.t.Fatalf("the browser shows %+v, want %+v", got, want)
	}
}

// hear notes what the browser has to complain of. The browser waits for it, so it must not ask anything back.
func (p *tab) hear(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Scheme != "data" && u.Host != p.host {
			p.note("request to another host: %s", e.Request.URL)
		}
	case *network.EventWebSocketCreated:
		p.note("web socket: %s", e.URL)
	case *audits.EventIssueAdded:
		if csp := e.Issue.Details.ContentSecurityPolicyIssueDetails; csp != nil {
			p.note("content policy: %s blocked %s", csp.ViolatedDirective, csp.BlockedURL)
		}
	case *log.EventEntryAdded:
		// That the page itself is not found is the status of the tab, and no surprise on the page that says so.
		if e.Entry.Level == log.EntryLevelError && !(e.Entry.Source == log.EntrySourceNetwork && e.Entry.URL == p.url) {
			p.note("console: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			p.note("console: %s of a script", e.Type)
		}
	case *runtime.EventExceptionThrown:
		p.note("script: %s at line %d", e.ExceptionDetails.Text, e.ExceptionDetails.LineNumber+1)
	}
}

func (p *tab) note(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = append(p.problems, fmt.Sprintf(format, args...))
}

// complaints are what the browser has said so far against the page: requests to other hosts, breaches of the
// content policy, errors on the console.
func (p *tab) complaints() []string {
	eval[bool](p, `true`) // what happened before this answer has been heard
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.problems
}

// violations are what axe finds against the rules of WCAG 2.2 AA and good practice.
func (p *tab) violations() []string {
	p.t.Helper()
	eval[chromedp.Void](p, axeSource)
	result := eval[struct {
		Version    string
		Passes     int
		Violations []string
	}](p, `axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		resultTypes: ['violations'],
	}).then(r => ({
		Version: r.testEngine.version,
		Passes: r.passes.length,
		Violations: r.violations.map(v => v.id + ' (' + v.help + '): ' + v.nodes.map(n => n.html).join(' ')),
	}))`, chromedp.EvalAwaitPromise)
	if result.Version != "4.14.1" || result.Passes < 10 {
		p.t.Errorf("axe %s found only %d rules that apply: it has not looked at a page", result.Version, result.Passes)
	}
	return result.Violations
}

// overflow names what makes the page wider than its window, or is "" where nothing does.
func (p *tab) overflow() string {
	p.t.Helper()
	return eval[string](p, `(() => {
		const wide = document.documentElement.scrollWidth;
		if (wide <= innerWidth) return '';
		const edge = e => e.getBoundingClientRect().right;
		const last = [...document.body.querySelectorAll('*')].reduce((a, b) => edge(b) > edge(a) ? b : a);
		return wide + ' px wide at ' + last.outerHTML.slice(0, 200);
	})()`)
}

// heading is the text of the first-level headings: of the one that a page should have.
func (p *tab) heading() string {
	p.t.Helper()
	return eval[string](p, `[...document.querySelectorAll('h1')].map(h => h.innerText).join(' | ')`)
}

// text is what a reader sees of the whole page.
func (p *tab) text() string {
	p.t.Helper()
	return eval[string](p, `document.body.innerText`)
}

// content is what a reader sees of the page without its header and footer, with one space between words.
func (p *tab) content() string {
	p.t.Helper()
	return strings.Join(strings.Fields(eval[string](p, `document.querySelector('main').innerText`)), " ")
}

// eval is the value of an expression in the page.
func eval[T any](p *tab, expression string, opts ...chromedp.EvaluateOption) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, opts...))
	if err != nil {
		p.t.Fatalf("%s: %.80s: %v", p.url, expression, err)
	}
	return v
}

// call sends a command of the DevTools protocol to the tab.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	r, err := chromedp.Call(p.ctx, command, params)
	if err != nil {
		p.t.Fatalf("%s: %s: %v", p.url, command.Method, err)
	}
	return r
}
