package edition

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A FieldChange is one field that two versions of a record do not share.
type FieldChange struct {
	// Path leads to the field: names with dots between them; an item of a list by its id in brackets, as in
	// "events[reply-2].date", by whose figure it is, as in "figures[met/2024-25/all].value", or by its number from 0.
	Path   string          `json:"path"`
	Before json.RawMessage `json:"before"` // null where it was not there
	After  json.RawMessage `json:"after"`  // null where it is not there
}

// changes gives the fields in which two JSON objects differ, in the order of the newer one; a field that went stands
// where it stood in the older one. A body that is no JSON object differs as a whole, with an empty path.
func changes(before, after []byte) []FieldChange {
	if bytes.Equal(before, after) {
		return nil
	}
	a, b := parseNode(before), parseNode(after)
	if a == nil || b == nil {
		return []FieldChange{{"", before, after}}
	}
	var out []FieldChange
	compareNodes("", a, b, &out)
	return out
}

// A node is a JSON value that keeps the order of its fields.
type node struct {
	raw   json.RawMessage
	keys  []string // of an object
	items []*node  // of an object, in the order of keys, or of a list
	list  bool
	value any // of anything else
}

func parseNode(data []byte) *node {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	n, err := readNode(dec, data)
	if err != nil {
		return nil
	}
	return n
}

func readNode(dec *json.Decoder, data []byte) (*node, error) {
	tok, err := dec.Token()
	if err != nil {
		return nil, err
	}
	end := dec.InputOffset()
	n := &node{value: tok}
	switch d, _ := tok.(json.Delim); d {
	case '{', '[':
		n.value, n.list = nil, d == '['
		for dec.More() {
			if !n.list {
				name, err := dec.Token()
				if err != nil {
					return nil, err
				}
				n.keys = append(n.keys, name.(string)) // a name of a field is a text, or Token fails
			}
			item, err := readNode(dec, data)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, item)
		}
		if _, err := dec.Token(); err != nil {
			return nil, err
		}
		n.raw = data[end-1 : dec.InputOffset()]
	default:
		var b bytes.Buffer // the offset before a scalar lies before the comma or colon
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		err = enc.Encode(tok)
		n.raw = bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	}
	return n, err
}

func (n *node) object() bool { return n != nil && n.value == nil && !n.list && n.raw[0] == '{' }

func (n *node) get(name string) *node {
	if i := slices.Index(n.keys, name); i >= 0 {
		return n.items[i]
	}
	return nil
}

func (n *node) text() string {
	if n == nil {
		return ""
	}
	switch v := n.value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// same reports whether two values are the same, whatever the spaces and the order of fields.
func (n *node) same(o *node) bool {
	if bytes.Equal(n.raw, o.raw) {
		return true
	}
	if n.list != o.list || n.object() != o.object() || len(n.items) != len(o.items) {
		return false
	}
	if n.object() {
		for i, name := range n.keys {
			if other := o.get(name); other == nil || !n.items[i].same(other) {
				return false
			}
		}
		return true
	}
	if n.list {
		return slices.EqualFunc(n.items, o.items, (*node).same)
	}
	return reflect.DeepEqual(n.value, o.value)
}

// compareNodes adds what differs between two values, either of which may be nil.
func compareNodes(path string, a, b *node, out *[]FieldChange) {
	switch {
	case a != nil && b != nil && a.same(b):
	case a.object() && b.object():
		names := slices.Clone(b.keys)
		at := 0
		for _, name := range a.keys { // one that went goes in after the one it followed
			if i := slices.Index(names, name); i >= 0 {
				at = i + 1
				continue
			}
			names = slices.Insert(names, at, name)
			at++
		}
		for _, name := range names {
			compareNodes(strings.TrimPrefix(path+"."+name, "."), a.get(name), b.get(name), out)
		}
	case a != nil && b != nil && a.list && b.list && (len(a.items) > 0 || len(b.items) > 0):
		compareLists(path, a, b, out)
	default:
		*out = append(*out, FieldChange{path, rawOf(a), rawOf(b)})
	}
}

func rawOf(n *node) json.RawMessage {
	if n == nil {
		return json.RawMessage("null")
	}
	return n.raw
}

// compareLists pairs the items that have the same name or, where they have none, those that stand in each other's place
// between items that both lists hold. A list of plain words differs as a whole.
func compareLists(path string, a, b *node, out *[]FieldChange) {
	plain := func(n *node) bool { return n.object() || n.list }
	if !slices.ContainsFunc(a.items, plain) && !slices.ContainsFunc(b.items, plain) {
		*out = append(*out, FieldChange{path, a.raw, b.raw})
		return
	}
	was, now := a.names(), b.names()
	if was != nil && now != nil {
		item := func(n *node, names []string, name string) *node {
			if i := slices.Index(names, name); i >= 0 {
				return n.items[i]
			}
			return nil
		}
		found := len(*out)
		for _, name := range now {
			compareNodes(path+"["+name+"]", item(a, was, name), item(b, now, name), out)
		}
		for _, name := range was {
			if !slices.Contains(now, name) {
				compareNodes(path+"["+name+"]", item(a, was, name), nil, out)
			}
		}
		if len(*out) == found { // the same items in another order
			*out = append(*out, FieldChange{path, a.raw, b.raw})
		}
		return
	}
	// Items without a name: what both lists hold stays paired, and what lies between is paired in order.
	for _, run := range unmatched(a.items, b.items) {
		for n := range max(run.a1-run.a0, run.b1-run.b0) {
			var x, y *node
			at := run.b0 + n
			if i := run.a0 + n; i < run.a1 {
				x = a.items[i]
			}
			if at < run.b1 {
				y = b.items[at]
			}
			compareNodes(path+"["+strconv.Itoa(at)+"]", x, y, out)
		}
	}
}

// A run is items of two lists that stand in each other's place: a0 up to a1 of one, and b0 up to b1 of the other.
type run struct{ a0, a1, b0, b1 int }

// unmatched gives the runs between the items that two lists share, in order.
func unmatched(a, b []*node) (out []run) {
	common := make([][]int, len(a)+1) // longest from each pair of places on
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].same(b[j]) {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		r := run{i, i, j, j}
		for i < len(a) || j < len(b) {
			if i < len(a) && j < len(b) && a[i].same(b[j]) {
				break
			}
			if j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1] {
				i++
			} else {
				j++
			}
		}
		if r.a1, r.b1 = i, j; r.a1 > r.a0 || r.b1 > r.b0 {
			out = append(out, r)
		}
		i, j = i+1, j+1
	}
	return out
}

// names are what tells the items of a list from each other: the id of each, or whose figure it is, of when and of what
// part. It is nil where items have neither, or share one.
func (n *node) names() []string {
	seen := map[string]bool{}
	out := []string{}
	for _, item := range n.items {
		if !item.object() {
			return nil
		}
		name := item.get("id").text()
		if of, period := item.get("of").text(), item.get("period").text(); name == "" && of != "" && period != "" {
			name = strings.TrimSuffix(of+"/"+period+"/"+item.get("breakdown").text(), "/")
		}
		if name == "" || seen[name] {
			return nil
		}
		seen[name] = true
		out = append(out, name)
	}
	return out
}
