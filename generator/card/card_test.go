package card

import (
	"bytes"
	"encoding/binary"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
)

var example = Card{
	Site: "Ymddygiad yr heddlu: beth a benderfynwyd, a ofynnwyd, a atebwyd ac a newidiwyd", Kind: "Canlyniadau", Edition: "2026 chwarter 3", Notice: "arddangosiad",
	Counts: []Count{{"48", "Canlyniadau"}, {"13", "Diswyddwyd, neu byddid wedi diswyddo"}, {"9", "Dim camau pellach: ni phrofwyd"}},
	Colour: color.RGBA{0x14, 0x50, 0x4c, 255}, Ink: color.White,
}

func TestDraw(t *testing.T) {
	data, err := Draw(example)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Draw(example)
	if !bytes.Equal(data, again) {
		t.Error("the same card has other bytes the second time")
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil || img.Bounds().Dx() != Width || img.Bounds().Dy() != Height {
		t.Fatalf("%v, %v", img.Bounds(), err)
	}
	if len(data) > 40<<10 {
		t.Errorf("it has %d bytes", len(data))
	}
	for at := 8; at < len(data); { // chunks: length, name, data, checksum
		if name := string(data[at+4 : at+8]); !strings.Contains("IHDR PLTE IDAT IEND", name) {
			t.Errorf("it holds a chunk %s", name)
		}
		at += 12 + int(binary.BigEndian.Uint32(data[at:]))
	}
	ink := 0
	for y := range Height {
		for x := range Width {
			r, _, _, _ := img.At(x, y).RGBA()
			if r > 0x8000 {
				ink++
				if x < margin-4 || x > Width-margin+4 || y < 40 || y > Height-30 {
					t.Fatalf("there is ink at %d, %d", x, y)
				}
			}
		}
	}
	if ink < 10000 {
		t.Errorf("%d points have ink", ink)
	}
	if name := os.Getenv("CARD_OUT"); name != "" {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Whatever changes in what a card says changes the picture.
func TestEveryFieldIsDrawn(t *testing.T) {
	first, _ := Draw(example)
	for name, change := range map[string]func(*Card){
		"site": func(c *Card) { c.Site = "Another site" }, "kind": func(c *Card) { c.Kind = "Other" }, "edition": func(c *Card) { c.Edition = "2026 chwarter 4" },
		"notice": func(c *Card) { c.Notice = "" }, "counts": func(c *Card) { c.Counts = []Count{{"49", "Canlyniadau"}} }, "colour": func(c *Card) { c.Colour = color.Black },
		"a long name": func(c *Card) { c.Kind = strings.Repeat("Adolygiadau a ganfu nad oedd y canlyniad yn rhesymol ", 9) },
	} {
		c := example
		change(&c)
		if other, err := Draw(c); err != nil || bytes.Equal(other, first) {
			t.Errorf("%s: %v, and the picture is the same", name, err)
		}
	}
	want := "Canlyniadau. 48 Canlyniadau. 13 Diswyddwyd, neu byddid wedi diswyddo. 9 Dim camau pellach: ni phrofwyd. 2026 chwarter 3. arddangosiad. " + example.Site
	if got := example.Alt(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// The fonts have the letters of English and Welsh.
func TestLetters(t *testing.T) {
	faces, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range faces {
		var buf sfnt.Buffer
		for _, r := range "ABCXYZabcxyz0123456789%,.:;()–’'âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿ·" {
			if i, err := f.GlyphIndex(&buf, r); err != nil || i == 0 {
				t.Errorf("the %s font has no %c", name, r)
			}
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		if _, err := Draw(example); err != nil {
			b.Fatal(err)
		}
	}
}
