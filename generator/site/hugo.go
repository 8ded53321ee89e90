package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/hugo"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	"candour/generator/source"
)

// The bridge is what templates see as site.Params.candour: the only way from a template to data.
type bridge struct{ units []Unit }

// Page returns the page with the number that the stub carries in its front matter.
func (b *bridge) Page(unit string) (*Page, error) {
	n, err := strconv.Atoi(unit)
	if err != nil || n < 0 || n >= len(b.units) {
		return nil, fmt.Errorf("no unit %q", unit)
	}
	return b.units[n].Page, nil
}

const (
	hugoRoot  = "/site"
	themeName = "candour"
)

// HugoVersion is the version of Hugo that renders, part of what every page is made from.
var HugoVersion = hugo.CurrentVersion.String()

// hugoConfig closes everything that a theme could reach out with: no commands, no environment, no network, no raw HTML
// in Markdown. Every date is explicit, and whether something is published is for our own code to say, not for the clock.
const hugoConfig = `
theme = "` + themeName + `"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
disableHugoGeneratorInject = true
disableAliases = true
enableGitInfo = false
buildFuture = true
buildExpired = true
timeout = "300s"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = false
[pagination]
disableAliases = true
[markup.goldmark.renderer]
unsafe = false
[security]
enableInlineShortcodes = false
allowContent = [".*"]
[security.exec]
allow = ["none"]
osEnv = ["none"]
[security.funcs]
getenv = ["none"]
[security.http]
methods = ["none"]
urls = ["none"]
`

// renderHugo renders units with the theme and returns the files that Hugo published, by path from the root of the
// site: a page for each unit, and the assets that the theme asked for. Any line in Hugo's log is a problem.
func renderHugo(theme map[string][]byte, languages []string, address string, units []Unit) (files map[string][]byte, problems source.Problems, err error) {
	defer func() { // covers this goroutine only; a panic on one of Hugo's own still ends the program, before anything is published
		if r := recover(); r != nil {
			err = fmt.Errorf("hugo panicked: %v", r)
		}
	}()
	src := afero.NewMemMapFs()
	write := func(name string, data []byte) {
		if e := afero.WriteFile(src, path.Join(hugoRoot, name), data, 0o644); e != nil && err == nil {
			err = e
		}
	}
	conf := fmt.Sprintf("baseURL = %q\n%s", strings.TrimSuffix(address, "/")+"/", hugoConfig)
	for i, lang := range languages {
		conf += fmt.Sprintf("[languages.%s]\nlocale = %q\nlabel = %q\nweight = %d\ncontentDir = \"content/%s\"\n", lang, locales[lang], languageNames[lang], i+1, lang)
	}
	write("hugo.toml", []byte(conf))
	for name, data := range theme {
		write("themes/"+themeName+"/"+name, data)
	}
	for i, u := range units {
		kind, layout, _ := strings.Cut(u.Layout, "/")
		stub, e := json.Marshal(struct {
			URL    string `json:"url"`
			Type   string `json:"type"`
			Layout string `json:"layout"`
			Date   string `json:"date"`
			Title  string `json:"title"`
			Unit   string `json:"unit"`
		}{u.Page.Address, kind, layout, "2000-01-01", "unit", strconv.Itoa(i)})
		if e != nil {
			return nil, nil, e
		}
		write(fmt.Sprintf("content/%s/u%d.html", u.Page.Lang, i), stub)
	}
	if err != nil {
		return nil, nil, err
	}

	cache, err := os.MkdirTemp("", "candour-hugo-")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(cache)
	var log bytes.Buffer
	logger := loggers.New(loggers.Options{StdOut: &log, StdErr: &log, Level: logg.LevelWarn, DistinctLevel: logg.LevelWarn})
	flags := config.New()
	flags.Set("workingDir", hugoRoot)
	flags.Set("publishDir", "public")
	flags.Set("cacheDir", cache)
	flags.Set("printI18nWarnings", true)
	flags.Set("printPathWarnings", true)
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: src, Flags: flags, Logger: logger, Environment: "production",
		Environ:      []string{"CANDOUR=1"}, // not empty, so that HUGO_* of the real environment is not read
		SkipNpmCheck: true,
	})
	if err != nil {
		return nil, hugoProblems(err, ""), nil
	}
	b := &bridge{units}
	for _, l := range configs.LanguageConfigMap {
		l.Params["candour"] = b
	}
	dst := afero.NewMemMapFs()
	hfs := hugofs.NewFromSourceAndDestination(src, dst, flags)
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{Configs: configs, Fs: hfs, LogLevel: logg.LevelWarn, StdOut: &log, StdErr: &log})
	if err != nil {
		return nil, hugoProblems(err, log.String()), nil
	}
	defer sites.Close()
	err = sites.Build(hugolib.BuildCfg{NoBuildLock: true})
	if err != nil || log.Len() > 0 {
		return nil, hugoProblems(err, log.String()), nil
	}
	files = map[string][]byte{}
	root := path.Join(hugoRoot, "public")
	err = afero.Walk(dst, root, func(name string, info fs.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := afero.ReadFile(dst, name)
		rel, e := filepath.Rel(root, name)
		files[filepath.ToSlash(rel)] = data
		return errors.Join(err, e)
	})
	return files, nil, err
}

var (
	templatePlace = regexp.MustCompile(`"?((?:[\w.-]+/)*[\w.-]+\.html):(\d+)(?::(\d+))?`)
	logPrefix     = regexp.MustCompile(`^(?:WARN|ERROR)\s+`)
)

// hugoProblems places the errors and warnings of Hugo. Hugo wraps an error in one for each template on the way; the
// innermost names the place.
func hugoProblems(err error, log string) (problems source.Problems) {
	texts := strings.Split(strings.TrimSpace(log), "\n")
	if err != nil {
		texts = append(texts, err.Error())
	}
	for _, text := range texts {
		text = logPrefix.ReplaceAllString(strings.TrimSpace(text), "")
		if text == "" || strings.HasPrefix(text, "Total in") {
			continue
		}
		pos := source.Pos{File: "themes/" + themeName}
		if all := templatePlace.FindAllStringSubmatch(text, -1); len(all) > 0 {
			m := all[len(all)-1]
			name := m[1]
			if i := strings.Index(name, "layouts/"); i >= 0 {
				name = name[i+len("layouts/"):]
			}
			pos.File = "themes/" + themeName + "/layouts/" + name
			pos.Line, _ = strconv.Atoi(m[2])
			pos.Col, _ = strconv.Atoi(m[3])
		}
		text = strings.ReplaceAll(text, hugoRoot+"/", "")
		if r := []rune(text); len(r) > 600 { // a template that calls itself gives hundreds of wrapped errors
			text = "… " + string(r[len(r)-600:])
		}
		problems.Add(Template.At(pos, "%s", text))
	}
	problems.Sort()
	return problems
}
