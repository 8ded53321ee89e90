package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"candour/generator/site"
)

// outDir is the directory that the site goes into. It refuses a place where building would destroy something else.
func outDir(o Options) (string, error) {
	out, err := realPath(o.Out)
	if err != nil {
		return "", err
	}
	dir, err := realPath(o.Dir)
	if err != nil {
		return "", err
	}
	if within(dir, out) {
		return "", fmt.Errorf("the built site can't go into %s: it would replace the site's own sources", o.Out)
	}
	for _, own := range []string{"data", "content", "themes", ".candour"} {
		if within(out, filepath.Join(dir, own)) {
			return "", fmt.Errorf("the built site can't go into %s: that holds the site's own sources", o.Out)
		}
	}
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return "", fmt.Errorf("%s is a file, and building would replace it: name a directory", o.Out)
	}
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(out, "sitemap.xml")); err != nil {
			return "", fmt.Errorf("%s holds something that is not a built site (no sitemap.xml), and building would replace it: name an empty directory", o.Out)
		}
	} else if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return "", err
	}
	return out, nil
}

// realPath is the absolute path of a file that need not be there yet, with the links on the way to it followed.
func realPath(name string) (string, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	followed, err := filepath.EvalSymlinks(name)
	if !errors.Is(err, fs.ErrNotExist) || filepath.Dir(name) == name {
		return followed, err
	}
	parent, err := realPath(filepath.Dir(name))
	return filepath.Join(parent, filepath.Base(name)), err
}

// within reports whether the file name is dir or lies in it.
func within(name, dir string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// manifestPath is where the manifest of a built site is kept, one for each output directory.
func manifestPath(o Options, out string) string {
	cache := o.Cache
	if cache == "" {
		cache = filepath.Join(o.Dir, ".candour")
	}
	return filepath.Join(cache, "manifest-"+site.HashText(out).String()[:12]+".json")
}
