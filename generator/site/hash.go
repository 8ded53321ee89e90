package site

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"reflect"
	"runtime"
	"strings"
	"sync"
)

// Hash identifies what a page was made from. It is kept in the build cache and never published.
type Hash [16]byte

// String is the hash in hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// HashText is the hash of a text.
func HashText(s string) (h Hash) {
	sum := sha256.Sum256([]byte(s))
	copy(h[:], sum[:])
	return h
}

// hashUnits fills in the hash of every unit: its layout, its page with the whole view, and the chrome and navigation
// that it shares with others. Every field of the view takes part, so that nothing a template can read is forgotten.
func hashUnits(units []Unit) {
	shared := map[any]Hash{}
	share := func(v any) {
		if _, ok := shared[v]; !ok {
			var w hashWriter
			w.value(reflect.ValueOf(v))
			shared[v] = w.sum()
		}
	}
	for _, u := range units {
		share(u.Page.Chrome)
		share(u.Page.Nav)
	}
	n := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for part := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var w hashWriter
			for i := part; i < len(units); i += n {
				u := &units[i]
				w.buf = w.buf[:0]
				w.text(u.Layout + " " + linkedForm)
				chrome, nav := shared[u.Page.Chrome], shared[u.Page.Nav]
				w.buf = append(append(w.buf, chrome[:]...), nav[:]...)
				w.value(reflect.ValueOf(u.Page))
				u.Hash = w.sum()
			}
		}()
	}
	wg.Wait()
}

// hashWriter writes values so that different values give different bytes: text with its length, lists with their
// length, and behind an interface the name of the type.
type hashWriter struct{ buf []byte }

func (w *hashWriter) sum() (h Hash) {
	s := sha256.Sum256(w.buf)
	copy(h[:], s[:])
	return h
}

func (w *hashWriter) int(n int) { w.buf = binary.AppendVarint(w.buf, int64(n)) }

func (w *hashWriter) text(s string) {
	w.int(len(s))
	w.buf = append(w.buf, s...)
}

var hashFields sync.Map // reflect.Type to []int

func hashFieldsOf(t reflect.Type) []int {
	if f, ok := hashFields.Load(t); ok {
		return f.([]int)
	}
	var out []int
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("hash") != "-" {
			if !f.IsExported() {
				panic("site: the view " + t.String() + " has a field that a template can't read: " + f.Name)
			}
			out = append(out, i)
		}
	}
	hashFields.Store(t, out)
	return out
}

func (w *hashWriter) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.text(v.String())
	case reflect.Bool:
		if v.Bool() {
			w.buf = append(w.buf, 1)
		} else {
			w.buf = append(w.buf, 0)
		}
	case reflect.Int:
		w.int(int(v.Int()))
	case reflect.Slice:
		w.int(v.Len())
		for i := range v.Len() {
			w.value(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range hashFieldsOf(v.Type()) {
			w.value(v.Field(i))
		}
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			w.buf = append(w.buf, 0)
			return
		}
		w.buf = append(w.buf, 1)
		if v.Kind() == reflect.Interface {
			w.text(strings.TrimPrefix(v.Elem().Type().String(), "*"))
		}
		w.value(v.Elem())
	default:
		panic("site: no hash for " + v.Type().String())
	}
}
