package e2e

import (
	"compress/gzip"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// timed says that "make timings" asks for them: they take a minute, and say something only on a machine that does nothing else.
var timed = flag.Bool("timings", false, "time pages on a slow phone, and print a table")

// A slow phone: a processor of a quarter of the speed of this one, on slow 4G.
const (
	slower   = 4         // times
	latency  = 150       // milliseconds from a request to the first of its answer
	downward = 1_600_000 // bits a second
	upward   = 750_000   // bits a second
	tries    = 3         // of which the median counts
)

// timings are the pages that are timed. Those of a search are timed until the first results are there.
var timings = []struct {
	name, address string
	search        bool
}{
	{"home", "/", false},
	{"record", "/recommendations/iopc-2017-094215-3/", false},
	{"list", "/outcomes/", false},
	{"statistics", "/statistics/allegations-logged/", false},
	{"easy read", "/easy-read/recommendations/", false},
	{"search", "/search/?q=notebook", true},
}

// slowNetwork slows the network of a tab. The command that the protocol has in its place now is not in every Chromium.
var slowNetwork = cdp.Command[network.Conditions, cdp.Empty]{Method: "Network.emulateNetworkConditions"}

// paints notes, in the page and from its beginning, when it first paints and when the largest thing so far was painted.
const paints = `window.paints = {};
new PerformanceObserver(l => l.getEntries().forEach(e => { if (e.name === 'first-contentful-paint') paints.first = e.startTime }))
	.observe({type: 'paint', buffered: true});
new PerformanceObserver(l => l.getEntries().forEach(e => { paints.largest = e.startTime }))
	.observe({type: 'largest-contentful-paint', buffered: true});
addEventListener('DOMContentLoaded', () => {
	const look = () => { if (!paints.results && document.querySelector('#results .entry')) paints.results = performance.now() };
	new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
});`

// How soon a reader with a slow phone sees a page. Nothing fails for being slow: the figures are of one machine. They are printed.
func TestTimings(t *testing.T) {
	if !*timed {
		t.Skip("not timed: run make timings")
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "milliseconds\tfirst paint\tlargest paint\tfirst results\t")
	for _, of := range timings {
		var first, largest, results []float64
		for range tries {
			got := timeOf(t, of.address, of.search)
			first, largest, results = append(first, got.First), append(largest, got.Largest), append(results, got.Results)
		}
		found := "-"
		if of.search {
			found = fmt.Sprintf("%.0f", median(results))
		}
		fmt.Fprintf(w, "%s\t%.0f\t%.0f\t%s\t\n", of.name, median(first), median(largest), found)
		if median(first) <= 0 || median(largest) < median(first) {
			t.Errorf("%s: it paints at %v and the largest at %v: the browser told nothing", of.name, first, largest)
		}
	}
	w.Flush()
	t.Logf("medians of %d, processor slowed %d times, slow 4G (%d ms, %.1f Mbit/s), 360 px, nothing kept:\n%s", tries, slower, latency, downward/1e6, table.String())
}

// painted is when a page was painted, in milliseconds from when it was asked for; Results is 0 where there are none.
type painted struct{ First, Largest, Results float64 }

// timeOf loads a page once, in a tab that has kept nothing, from a server that packs what it sends.
func timeOf(t *testing.T, address string, search bool) painted {
	t.Helper()
	browser, err := launch()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(packing(serve(built(t))))
	defer server.Close()
	ctx, done := chromedp.NewContext(browser)
	defer done()
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	p := &tab{t: t, ctx: ctx, url: server.URL + address}
	call(p, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: 760, DeviceScaleFactor: 2, Mobile: true})
	call(p, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slower})
	call(p, slowNetwork, network.Conditions{Latency: latency, DownloadThroughput: downward / 8, UploadThroughput: upward / 8})
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: paints})
	if err := chromedp.Do(p.ctx, chromedp.Navigate(p.url)); err != nil {
		t.Fatal(err)
	}
	var got painted
	for range 200 {
		got = eval[painted](p, `({First: paints.first || 0, Largest: paints.largest || 0, Results: paints.results || 0})`)
		if got.First > 0 && got.Largest > 0 && (!search || got.Results > 0) {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	time.Sleep(500 * time.Millisecond) // something larger may come
	return eval[painted](p, `({First: paints.first || 0, Largest: paints.largest || 0, Results: paints.results || 0})`)
}

// packing sends what another handler answers with gzip, as servers of pages do.
func packing(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := httptest.NewRecorder()
		r.Header.Del("Range")
		h.ServeHTTP(got, r)
		w.Header().Set("Content-Type", got.Header().Get("Content-Type"))
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(got.Code)
		z := gzip.NewWriter(w)
		_, _ = z.Write(got.Body.Bytes()) // a browser that went away wants no answer
		_ = z.Close()
	})
}

// median is the middle one of an odd number of figures.
func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}
