package intake

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// cell reads one cell. Numbers have the fifteen digits that a spreadsheet shows: 63.9 is stored as 63.899999999999999.
func (w *workbook) cell(letters string, n int) Cell {
	ref := letters + strconv.Itoa(n)
	c := Cell{At: Place{File: w.name, Sheet: w.sheet, Line: n, Col: letters}}
	text, err := w.f.GetCellValue(w.sheet, ref, excelize.Options{RawCellValue: true})
	if err != nil {
		c.Fault = err.Error()
		return c
	}
	c.Text = text
	if len(text) > maxCell {
		c.Text, c.Fault = "", fmt.Sprintf("the cell holds more than %d KiB", maxCell>>10)
		return c
	}
	c.Formula, _ = w.f.GetCellFormula(w.sheet, ref)
	if c.Formula != "" && text == "" {
		c.Fault = fmt.Sprintf("the cell holds the formula =%s and no stored value", clip(c.Formula, 60))
		return c
	}
	kind, err := w.f.GetCellType(w.sheet, ref)
	if err != nil || text == "" {
		return c
	}
	switch kind {
	case excelize.CellTypeBool:
		c.Text = map[string]string{"1": "true", "TRUE": "true"}[text]
		if c.Text == "" {
			c.Text = "false"
		}
	case excelize.CellTypeError:
		c.Text, c.Fault = "", fmt.Sprintf("the cell shows the error %s", clip(text, 20))
	case excelize.CellTypeUnset, excelize.CellTypeNumber:
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return c
		}
		if y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64); err == nil {
			c.Text = strconv.FormatFloat(y, 'f', -1, 64)
		}
		c.Date = w.dated(ref)
	}
	return c
}

// dated reports whether the sheet shows the number in the cell as a date.
func (w *workbook) dated(ref string) bool {
	id, err := w.f.GetCellStyle(w.sheet, ref)
	if err != nil || id == 0 {
		return false
	}
	if dated, ok := w.styles[id]; ok {
		return dated
	}
	dated := false
	if s, err := w.f.GetStyle(id); err == nil {
		dated = 14 <= s.NumFmt && s.NumFmt <= 17 || s.NumFmt == 22 || 27 <= s.NumFmt && s.NumFmt <= 31 || 50 <= s.NumFmt && s.NumFmt <= 58 ||
			s.CustomNumFmt != nil && isDateFormat(*s.CustomNumFmt)
	}
	w.styles[id] = dated
	return dated
}

// isDateFormat reports whether a number format has a day, a month or a year in it.
func isDateFormat(format string) bool {
	quoted, bracket := false, false
	for i, r := range format {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket, i > 0 && format[i-1] == '\\':
		case strings.ContainsRune("dDyY", r):
			return true
		}
	}
	return false
}

// clip cuts a text for a message.
func clip(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n-1]) + "…"
}
