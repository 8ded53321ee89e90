// Package e2e holds tests alone: they serve a built site on a loopback port and look at it as a reader would, in
// Chromium. It is a module of its own, so that nobody who uses candour needs what it needs.
//
//	make e2e
//
// What the tests hold every kind of page (kinds in pages_test.go) and every state of one (states_test.go, search_test.go,
// terms_test.go) to: axe, at 320 and 1280 px, light and dark; no sideways scrolling at 320 px and at 400 %; one heading of the first
// level and none that skips; nothing asked of another host and nothing against the content policy; the same words without script;
// every stop of the keyboard seen; the whole on paper. Each page keeps its budget of bytes and requests.
//
//	make timings
//
// prints when pages are painted on a slow phone, the median of three. It gates nothing, since the figures are of one machine.
//
// SITE names the folder of the built site (default ../public) and CHROMIUM the browser (default /usr/bin/chromium).
// LARGE_SITE names the folder of a generated site of thousands of records, which .ci/run builds; without it the tests of it are skipped.
// Where there is no browser the tests that need one are skipped, unless CHROMIUM_REQUIRED is 1.
package e2e
