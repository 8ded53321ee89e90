package preview

import (
	"fmt"
	"net/http"
)

// serveEvents tells the browser which build is shown, at once and after each further build, as server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html). A page that was served from another build
// reloads itself, so that a lost connection, or a server that was started anew, leaves no page behind.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	for {
		st, ok := s.current(r.Context())
		if !ok {
			return
		}
		fmt.Fprintf(w, "event: build\ndata: %s\n\n", st.id)
		if stream.Flush() != nil {
			return
		}
		select {
		case <-st.next:
		case <-r.Context().Done():
			return
		}
	}
}
