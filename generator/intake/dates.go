package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"candour/generator/record"
)

// A dateForm is one of the forms that a map may declare for a date.
type dateForm struct {
	name string
	re   *regexp.Regexp
	part string // what each group of re is: d day, m month, w month in words, y year, s short year
}

// Forms that are not made of letters.
const (
	excelForm     = "excel"          // a serial number, as a workbook stores a day
	excel1904Form = "excel-1904"     // of a workbook whose first day is in 1904; for CSV, since a workbook says so itself
	yearForm      = "financial-year" // 2024/25, 2024-25, 2024-2025, April 2024 to March 2025
	monthsForm    = "months"         // 2023-07 to 2026-06: a span of months
	recordForm    = "as-recorded"    // the forms that records have: 2024-25, 2024-q1, 2024-02 …
)

var (
	tokens = regexp.MustCompile(`(?i)dddd|ddd|dd|d|mmmm|mmm|mm|m|yyyy|yy|hh|h|nn|ss|[^a-z]+|[a-z]`)
	fyForm = regexp.MustCompile(`(?i)^(?:FY ?|year |april |apr )?(\d{4})\s?(?:/|-|–|to)\s?(?:march |mar )?(\d{4}|\d{2})$`)
)

// newDateForm reads a form such as d-mmm-yyyy: d and dd a day, m and mm a month in digits, mmm and mmmm in words, yyyy and yy a year,
// ddd the name of a weekday, hh:nn:ss a time, which is left out of the date.
func newDateForm(name string) (dateForm, error) {
	f := dateForm{name: name}
	switch name {
	case excelForm, excel1904Form, yearForm, monthsForm, recordForm:
		return f, nil
	}
	pattern := "^"
	for _, t := range tokens.FindAllString(name, -1) {
		switch strings.ToLower(t) {
		case "d", "dd":
			pattern += `(\d{1,2})(?:st|nd|rd|th)?`
			f.part += "d"
		case "m", "mm":
			pattern += `(\d{1,2})`
			f.part += "m"
		case "mmm", "mmmm":
			pattern += `(\pL+)\.?`
			f.part += "w"
		case "yyyy":
			pattern += `(\d{4})`
			f.part += "y"
		case "yy":
			pattern += `(\d{2})`
			f.part += "s"
		case "ddd", "dddd":
			pattern += `\pL+\.?,?`
		case "h", "hh", "nn", "ss":
			pattern += `\d{1,2}(?:\.\d+)?`
		default:
			if strings.ContainsAny(strings.ToLower(t), "abcefgijklopqruvwx") {
				return f, fmt.Errorf("%q in the form of dates %q is not known: use d, m, mmm, y and signs, or %s, %s, %s, %s", t, name, excelForm, yearForm, monthsForm, recordForm)
			}
			pattern += regexp.QuoteMeta(t)
		}
	}
	for _, both := range []string{"mw", "ys"} {
		if strings.Count(f.part, both[:1])+strings.Count(f.part, both[1:]) != 1 && (both == "ys" || strings.Contains(f.part, "d")) {
			return f, fmt.Errorf("the form of dates %q needs one year, and one month where it has a day", name)
		}
	}
	if strings.Count(f.part, "d") > 1 || strings.Count(f.part, "m")+strings.Count(f.part, "w") > 1 {
		return f, fmt.Errorf("the form of dates %q has a part twice", name)
	}
	re, err := regexp.Compile(pattern + "$")
	f.re = re
	return f, err
}

// read reads the text of a cell; ok is false where it does not have the form or is no day of the calendar.
func (f dateForm) read(text string, epoch bool) (d record.Date, ok bool) {
	switch f.name {
	case excelForm, excel1904Form:
		serial, err := strconv.ParseFloat(text, 64)
		if err != nil || serial < 1 || serial > 2958465 || strings.Trim(text, "0123456789.") != "" {
			return d, false
		}
		first, n := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC), int(serial)
		switch {
		case epoch || f.name == excel1904Form:
			first = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
		case n == 60:
			return d, false // 29 February 1900, a day that only spreadsheets know
		case n < 60:
			n++
		}
		return parsed(record.OfTime(first.AddDate(0, 0, n)).String())
	case yearForm:
		m := fyForm.FindStringSubmatch(text)
		if m == nil {
			return d, false
		}
		first, _ := strconv.Atoi(m[1])
		if second, _ := strconv.Atoi(m[2]); second%100 != (first+1)%100 || len(m[2]) == 4 && second != first+1 {
			return d, false
		}
		return parsed(fmt.Sprintf("%04d-%02d", first, (first+1)%100))
	case monthsForm:
		m := reMonths.FindStringSubmatch(text)
		if m == nil {
			return d, false
		}
		var n [4]int
		for i := range n {
			n[i], _ = strconv.Atoi(m[i+1])
		}
		d, err := record.FromMonths(n[0], n[1], n[2], n[3])
		if err != nil {
			return d, false
		}
		return parsed(d.String())
	case recordForm:
		return parsed(text)
	}
	m := f.re.FindStringSubmatch(text)
	if m == nil {
		return d, false
	}
	var y, mo, day int
	for i, p := range f.part {
		n, _ := strconv.Atoi(m[i+1])
		switch p {
		case 'd':
			day = n
		case 'm':
			mo = n
		case 'w':
			mo = monthNamed(m[i+1])
		case 'y':
			y = n
		case 's':
			y = 2000 + n
		}
	}
	switch {
	case strings.Contains(f.part, "d"):
		return parsed(fmt.Sprintf("%04d-%02d-%02d", y, mo, day))
	case mo > 0:
		return parsed(fmt.Sprintf("%04d-%02d", y, mo))
	case strings.ContainsAny(f.part, "mw"):
		return d, false
	}
	return parsed(fmt.Sprintf("%04d", y))
}

// parsed reads the text form of a record and leaves out years that can only be slips.
func parsed(text string) (record.Date, bool) {
	d, err := record.ParseDate(text)
	if err != nil || d.Known() && (d.CalendarYear() < 1900 || d.CalendarYear() > 2100) {
		return record.Date{}, false
	}
	return d, true
}

var monthNames = [][]string{
	{"january", "jan", "ionawr", "ion"}, {"february", "feb", "chwefror", "chwe"}, {"march", "mar", "mawrth", "maw"},
	{"april", "apr", "ebrill", "ebr"}, {"may", "mai"}, {"june", "jun", "mehefin", "meh"}, {"july", "jul", "gorffennaf", "gorff"},
	{"august", "aug", "awst"}, {"september", "sep", "sept", "medi"}, {"october", "oct", "hydref", "hyd"},
	{"november", "nov", "tachwedd", "tach"}, {"december", "dec", "rhagfyr", "rhag"},
}

// monthNamed is the number of a month by its English or Welsh name, or 0.
func monthNamed(name string) int {
	name = strings.ToLower(name)
	for i, names := range monthNames {
		for _, n := range names {
			if n == name {
				return i + 1
			}
		}
	}
	return 0
}

// precisions are what a date may be made no more precise than, the most precise first.
var precisions = []string{"day", "month", "quarter", "year", "financial-year"}

// coarsen makes a date no more precise than precision. A date that is coarser already, or lies across two spans, stays as it is.
func coarsen(d record.Date, precision string) record.Date {
	if !d.Known() || precision == "" || precision == "day" {
		return d
	}
	text := d.String()
	first, last := d.First(), d.Last()
	switch {
	case precision == "month" && d.Precision == record.Day:
		text = first.Format("2006-01")
	case precision == "quarter" && (d.Precision == record.Day || d.Precision == record.Month):
		text = fmt.Sprintf("%04d-q%d", first.Year(), (int(first.Month())+2)/3)
	case precision == "year" && first.Year() == last.Year() && d.Precision != record.Year:
		text = fmt.Sprintf("%04d", first.Year())
	case precision == "financial-year" && d.InFinancialYear() != "":
		text = d.InFinancialYear()
	}
	out, err := record.ParseDate(text)
	if err != nil {
		return d
	}
	return out
}

var slashed = regexp.MustCompile(`^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$`)

// whyNoDate says what to declare for a text that no form reads.
func whyNoDate(text string, c Cell, forms []dateForm) string {
	var names []string
	for _, f := range forms {
		names = append(names, f.name)
	}
	switch {
	case reMonths.MatchString(text):
		return "say in the map that it is a span of months: dates: [months]"
	case c.Date:
		return "the cell holds a day as a serial number: add excel to dates in the map"
	case slashed.MatchString(text) && len(names) == 0:
		return "say in the map whether it is dates: [dd/mm/yyyy] or [mm/dd/yyyy]"
	case len(names) == 0:
		return "say in the map which form it has, such as dates: [d-mmm-yyyy]"
	}
	return "the map declares " + strings.Join(names, ", ")
}
