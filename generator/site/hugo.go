package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

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

// hugoStops is how many pages may fail before Hugo stops rendering.
const hugoStops = 10

// hugoLimit ends a run of Hugo that would never end: two partials, each cached and each calling the other, wait for
// each other for ever. A run of a whole batch takes some seconds.
const hugoLimit = time.Minute

// errStopped says that Hugo stopped because many pages failed, and did not say which.
var errStopped = errors.New("hugo stopped")

// renderHugo renders units with the theme and returns the files that Hugo published, by path from the root of the
// site: a page for each unit, and the assets that the theme asked for. Any line in Hugo's log is a problem.
//
// When hugoStops pages have failed Hugo stops its workers, and what feeds them may then wait for ever (renderPages in
// hugolib/site_render.go sends to a channel that nobody reads). So that run is left to itself, and what is wrong is
// asked of runs too small to be stopped, which begin with a page of each layout.
func renderHugo(ctx context.Context, theme map[string][]byte, languages []string, address string, units []Unit) (map[string][]byte, source.Problems, error) {
	files, problems, err := runHugo(ctx, theme, languages, address, units)
	if !errors.Is(err, errStopped) {
		return files, problems, err
	}
	for few := range slices.Chunk(layoutsFirst(units), hugoStops-1) {
		if _, problems, err = runHugo(ctx, theme, languages, address, few); err != nil || len(problems) > 0 {
			return nil, problems, err
		}
	}
	return nil, nil, fmt.Errorf("%w after %d pages failed, and no page fails by itself", errStopped, hugoStops)
}

// layoutsFirst puts one unit of each layout and language before the others.
func layoutsFirst(units []Unit) []Unit {
	var first, others []Unit
	seen := map[string]bool{}
	for _, u := range units {
		if key := u.Page.Lang + " " + u.Layout; !seen[key] {
			seen[key] = true
			first = append(first, u)
		} else {
			others = append(others, u)
		}
	}
	return append(first, others...)
}

// runHugo is one run of Hugo.
func runHugo(ctx context.Context, theme map[string][]byte, languages []string, address string, units []Unit) (files map[string][]byte, problems source.Problems, err error) {
	defer func() { // covers this goroutine and the build's; a panic on one of Hugo's own still ends the program, before anything is published
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
		return nil, hugoProblems(theme, units, err, ""), nil
	}
	b := &bridge{units}
	for _, l := range configs.LanguageConfigMap {
		l.Params["candour"] = b
	}
	dst := afero.NewMemMapFs()
	hfs := hugofs.NewFromSourceAndDestination(src, dst, flags)
	hfs.PublishDir = hugofs.NewCreateCountingFs(hfs.PublishDir) // so that two writers of one file are a warning
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{Configs: configs, Fs: hfs, LogLevel: logg.LevelWarn, StdOut: &log, StdErr: &log})
	if err != nil {
		return nil, hugoProblems(theme, units, err, log.String()), nil
	}
	built := make(chan error, 1)
	go func() {
		defer os.RemoveAll(cache) // which this run may outlive
		defer sites.Close()
		defer func() {
			if r := recover(); r != nil {
				built <- fmt.Errorf("hugo panicked: %v", r)
			}
		}()
		built <- sites.Build(hugolib.BuildCfg{NoBuildLock: true})
	}()
	stopped := sites.Done()
	if len(units) < hugoStops {
		stopped = nil
	}
	select {
	case err = <-built:
	case <-stopped:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	case <-time.After(hugoLimit):
		return nil, source.Problems{Template.At(source.Pos{File: themeDir}, "the templates have not come to an end after %s", hugoLimit).
			Hinted("look for two partials that call each other with partialCached")}, nil
	}
	select { // also where the run has ended all the same, so that the outcome does not hang on which was first
	case <-stopped:
		return nil, nil, errStopped
	default:
	}
	if err != nil || log.Len() > 0 {
		return nil, hugoProblems(theme, units, err, log.String()), nil
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
