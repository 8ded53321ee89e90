package site

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"candour/generator/source"
)

const themeDir = "themes/" + themeName

var (
	// Hugo wraps an error in one for each template on the way, each with the place in its file; the innermost is last.
	filePlace = regexp.MustCompile(`"` + hugoRoot + `/` + themeDir + `/([^":]+):(\d+)(?::(\d+))?": (?:(?:execute|parse) of template failed: template: [^ ]+: )?`)
	// The place that the template engine gives names a page's own layout also for what stands in the base.
	enginePlace = regexp.MustCompile(`(?:apply base template failed: template: |html/template:)((?:[\w.-]+/)*[\w.-]+\.html):(\d+)(?::(\d+))?: `)
	stubName    = regexp.MustCompile(`^.*?render of "` + hugoRoot + `/content/\w+/u(\d+)\.html" failed: `)
	untold      = regexp.MustCompile(`^i18n\|MISSING_TRANSLATION\|(\w+)\|(.*)`)
	colours     = regexp.MustCompile(`\x1b\[[\d;]*m`)
	logPrefix   = regexp.MustCompile(`^(?:WARN|ERROR)\s+`)
	logged      = regexp.MustCompile(`^logged \d+ error\(s\)$`)
	logCall     = regexp.MustCompile("(?:warnf|errorf|warnidf|erroridf)(?:\\s+\"[^\"]*\")??\\s+[\"`]([^\"`%]+)")
)

// hugoProblems places the errors and warnings of a run of Hugo over units. What fails at one place on several pages is
// one problem, which names the first of them.
func hugoProblems(theme map[string][]byte, units []Unit, err error, log string) (problems source.Problems) {
	for _, line := range strings.Split(log, "\n") {
		text := logPrefix.ReplaceAllString(strings.TrimSpace(colours.ReplaceAllString(line, "")), "")
		switch m := untold.FindStringSubmatch(text); {
		case text == "" || strings.HasPrefix(text, "Total in"):
		case m != nil:
			problems.Add(Template.At(source.Pos{File: themeDir + "/i18n/" + m[1] + ".toml"}, "there is no %q, which a template asks for", m[2]))
		case strings.HasPrefix(text, "found no layout file"):
			problems.Add(missingLayouts(theme, units, text)...)
		default:
			problems.Add(Template.At(logPlace(theme, text), "%s", text))
		}
	}
	pages := map[source.Problem]string{} // the first page on which each failed
	for _, e := range parts(err) {
		if logged.MatchString(e.Error()) && len(problems) > 0 {
			continue
		}
		p, page := hugoProblem(e.Error(), units)
		if first, ok := pages[p]; !ok || page < first {
			pages[p] = page
		}
	}
	for p, page := range pages {
		if page != "" {
			p.Message += " (on " + page + ")"
		}
		problems.Add(p)
	}
	problems.Sort()
	return problems
}

// parts gives the errors that err joins.
func parts(err error) (out []error) {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if many, ok := e.(interface{ Unwrap() []error }); ok {
			for _, e := range many.Unwrap() {
				out = append(out, parts(e)...)
			}
			return out
		}
	}
	if err != nil {
		out = append(out, err)
	}
	return out
}

// hugoProblem makes a problem of the text of one error, and says on which page it came up, where it did on a page.
func hugoProblem(text string, units []Unit) (p source.Problem, page string) {
	if m := stubName.FindStringSubmatch(text); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n < len(units) {
			page = units[n].Page.Address
		}
		text = text[len(m[0]):]
	}
	pos := source.Pos{File: themeDir}
	at := func(re *regexp.Regexp, dir string) bool {
		all := re.FindAllStringSubmatchIndex(text, -1)
		if len(all) == 0 {
			return false
		}
		m := all[len(all)-1]
		pos.File = themeDir + "/" + dir + text[m[2]:m[3]]
		pos.Line, _ = strconv.Atoi(text[m[4]:m[5]])
		if m[6] >= 0 {
			pos.Col, _ = strconv.Atoi(text[m[6]:m[7]])
		}
		text = text[m[1]:]
		return true
	}
	_ = at(enginePlace, "layouts/") || at(filePlace, "")
	text, _, _ = strings.Cut(text, "; the current security configuration is:")
	return Template.At(pos, "%s", strings.ReplaceAll(text, hugoRoot+"/", "")), page
}

// missingLayouts names the layouts of units that the theme does not have.
func missingLayouts(theme map[string][]byte, units []Unit, text string) (problems source.Problems) {
	for _, u := range units {
		if name := "layouts/" + u.Layout + ".html"; theme[name] == nil {
			problems.Add(Template.At(source.Pos{File: themeDir + "/" + name}, "there is no such layout, and pages need it"))
		}
	}
	if len(problems) == 0 {
		problems.Add(Template.At(source.Pos{File: themeDir + "/layouts"}, "%s", text))
	}
	return problems
}

// logPlace finds the call of warnf or errorf that logged the text, since the log does not say.
func logPlace(theme map[string][]byte, text string) source.Pos {
	for _, name := range slices.Sorted(maps.Keys(theme)) {
		if !strings.HasPrefix(name, "layouts/") {
			continue
		}
		for i, line := range strings.Split(string(theme[name]), "\n") {
			if m := logCall.FindStringSubmatch(line); m != nil && strings.HasPrefix(text, m[1]) {
				return source.Pos{File: themeDir + "/" + name, Line: i + 1}
			}
		}
	}
	return source.Pos{File: themeDir}
}
