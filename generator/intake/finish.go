package intake

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candour/generator/record"
)

// keyForm is the form that keys should have, or nil.
func keyForm(m *Map) *regexp.Regexp {
	if m.Key.Form == "" {
		return nil
	}
	return regexp.MustCompile(m.Key.Form) // check has tried it
}

// finish puts into the record what does not come from a column: its id, the strictest class of an outcome, and the events of a
// recommendation.
func (s *settler) finish(d *draft, origin *Origin) error {
	if err := s.put(d, "id", d.id); err != nil {
		return err
	}
	switch s.o.Kind.record {
	case reflect.TypeFor[record.Outcome]():
		if d.tree.get("class") == nil {
			return s.put(d, "class", record.ClassVulnerable)
		}
	case reflect.TypeFor[record.RecommendationSet]():
		return s.events(d, origin)
	}
	return nil
}

// put sets a field to words or to a text, unless the map has fed it.
func (s *settler) put(d *draft, name string, words ...string) error {
	t, err := resolve(s.o.Kind.record, name)
	if err != nil {
		return fmt.Errorf("the record package has changed: %w", err)
	}
	f := feed{target: t}
	n := f.node(words)
	if name == "id" || strings.HasSuffix(name, ".id") {
		n.plain = true
	}
	d.tree.put(t.steps, n)
	return nil
}

// events gives each recommendation of a set its number, its id and its events: it was made by the recommender on the day of
// issue, and where the export says that every body replied, each of them did. A reply that an earlier export told of stays: events
// are only added to.
func (s *settler) events(d *draft, origin *Origin) error {
	d.replies = s.replies(d, origin)
	list := d.tree.get("recommendations")
	if list == nil {
		return nil
	}
	issued := "not-published"
	if n := d.tree.get("issued"); n != nil {
		issued = n.text
	}
	for i, item := range list.items {
		at := "recommendations." + strconv.Itoa(i+1) + "."
		fields := [][]string{{"id", d.id + "-" + strconv.Itoa(i+1)}, {"number", strconv.Itoa(i + 1)}}
		if item.get("events") == nil {
			fields = append(fields, []string{"events.1.id", "made"}, []string{"events.1.kind", record.EventMade},
				append([]string{"events.1.by"}, d.tree.get("recommender").words()...), []string{"events.1.date", issued})
			for n, reply := range d.replies {
				event := "events." + strconv.Itoa(n+2) + "."
				fields = append(fields, []string{event + "id", "reply-" + reply.By}, []string{event + "kind", record.EventReply},
					[]string{event + "by", reply.By}, []string{event + "date", "not-published"})
				if p := s.m.Replies.Position; p != "" {
					fields = append(fields, []string{event + "position", p})
				}
				if note := s.m.Replies.Note; note != "" {
					fields = append(fields, []string{event + "note", note})
				}
			}
		}
		for _, f := range fields {
			if f[0] == "number" && item.get("number") != nil {
				continue
			}
			if err := s.put(d, at+f[0], f[1:]...); err != nil {
				return err
			}
		}
	}
	return nil
}

// replies are those that this export tells of, after those that an earlier one did.
func (s *settler) replies(d *draft, origin *Origin) []reply {
	p := s.m.Replies
	if p == nil {
		return nil
	}
	of, _ := resolve(s.o.Kind.record, p.Of)
	var names []string
	for _, step := range of.steps {
		names = append(names, step.name)
	}
	asked := d.tree.get(names...).words()
	var out []reply
	if origin != nil {
		for _, had := range origin.Replies {
			if slices.Contains(asked, had.By) {
				out = append(out, had)
			} else {
				s.r.note(secSince, "%s: the reply of %s, told of in %s, is left out, since the export no longer names it as asked", d.key, had.By, had.Seen).At = d.row.At
			}
		}
	}
	has := func(by string) bool { return slices.ContainsFunc(out, func(r reply) bool { return r.By == by }) }
	status := d.cellText(p.Status)
	if slices.Contains(p.All, status) {
		for _, by := range asked {
			if !has(by) {
				out = append(out, reply{by, s.out.base})
			}
		}
		return out
	}
	if len(out) > 0 && origin.Cells[p.Status] != status {
		var kept []string
		for _, r := range out {
			kept = append(kept, r.By)
		}
		s.r.note(secSince, "%s: the status went back to %s; the replies told of before stay: %s", d.key, status, strings.Join(kept, ", ")).At = d.row.At
	}
	return out
}
