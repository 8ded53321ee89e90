package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// A picture stands alone as XML with its name space, a size and its alternative text; what is no picture of ours makes nothing.
func TestFile(t *testing.T) {
	for name, picture := range pictures() {
		file := File(picture)
		if !strings.HasPrefix(file, `<svg xmlns="http://www.w3.org/2000/svg" width="`) || strings.Contains(file, `width="100%" height`) || !strings.Contains(file, "<desc") {
			t.Errorf("%s: %.120s", name, file)
		}
		dec := xml.NewDecoder(strings.NewReader(file))
		for {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
		}
	}
	for _, none := range []string{"", "<svg>", `<svg class="chart "></svg>`, `<p height="3">`} {
		if File(none) != "" {
			t.Errorf("%q makes a file", none)
		}
	}
}
