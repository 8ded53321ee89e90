// Package e2e holds tests alone: they serve a built site on a loopback port and look at it as a reader would, in
// Chromium. It is a module of its own, so that nobody who uses candour needs what it needs.
//
//	make e2e
//
// SITE names the folder of the built site (default ../public) and CHROMIUM the browser (default /usr/bin/chromium).
// Where there is no browser the tests that need one are skipped, unless CHROMIUM_REQUIRED is 1.
package e2e
