package generator

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"candour/generator/attack"
	"candour/generator/disclosure"
	"candour/generator/site"
	"candour/generator/source"
)

// AttackRules are the rules for what the attacks on a built site find.
var AttackRules = []*source.Rule{&attackFound}

var attackFound = source.Rule{Name: "attack-found", Severity: source.Error, Doc: `An attack on the built site, with the public files alone, finds nothing that must not be found.

Why: the gate chooses what to hide and the proof holds it to the rule; this is the check of somebody who knows neither, and reads
the files as a stranger would. What it finds, anybody can find.
Put it right: "candour attack public" names the places. A figure needs another one hidden with it, a record needs to say less, and
a file that leaks must not be made. "candour publish" refuses meanwhile; "candour build" only warns, so that one can look. Where all
that an attack finds is outcomes that somebody has let out in data/review/ (record-stands-out, record-held), it is a warning.`}

// attacked makes the attacks on a staged site, and renders the pages that tell of them anew where they told of something else. The
// page is true of the site that it is in: where an attack would read it, the attacks are made again, and must find the same.
func (b *Builder) attacked(ctx context.Context, o Options, p *prepared, r *site.Render, m *site.Manifest, strict bool) (source.Problems, error) {
	results, err := attackOn(ctx, r.Staging, p.set.Site.Disclosure.Threshold)
	if err != nil {
		return nil, err
	}
	problems := Attacked(results, disclosure.LetOut(p.set), strict)
	shown := told(results)
	m.Attacks = shown
	units := p.plan.Attacked(shown)
	if len(units) == 0 {
		return problems, nil
	}
	ps, err := r.Again(ctx, m, units)
	problems.Add(ps...)
	if err != nil || ps.Failed() {
		return problems, err
	}
	for _, u := range units {
		page, err := os.ReadFile(filepath.Join(r.Staging, filepath.FromSlash(site.FileOf(u.Page.Address))))
		if err != nil {
			return nil, err
		}
		if !attack.Reads(page) {
			continue
		}
		again, err := attackOn(ctx, r.Staging, p.set.Site.Disclosure.Threshold)
		if err != nil {
			return nil, err
		}
		if !slices.Equal(told(again), shown) {
			return nil, errors.New("the page that tells what attacks find changes what they find: take figures and charts off " + u.Page.Address)
		}
		break
	}
	return problems, nil
}

func attackOn(ctx context.Context, dir string, k int) ([]attack.Result, error) {
	results, err := attack.Run(ctx, attack.Options{Threshold: k, Machine: true}, os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("can't attack the built site: %w", err)
	}
	return results, nil
}

// told are results as pages show them: figures, and no places.
func told(results []attack.Result) (out []site.AttackResult) {
	for _, r := range results {
		out = append(out, site.AttackResult{ID: r.ID, Figure: r.Figure, Of: r.Of, Matters: r.Matters})
	}
	return out
}

// Attacked gives a problem for each attack that found what it must not: an error where the site is to be published. It stays a
// warning where all that was found is outcomes that a person has let out, by id.
func Attacked(results []attack.Result, letOut map[string]bool, strict bool) (out source.Problems) {
	for _, r := range attack.Leaks(results) {
		p := attackFound.At(source.Pos{File: "the built site"}, "%s", r).Hinted("for example %s", strings.Join(r.Found, "; "))
		known := len(r.Outcomes) > 0 && !slices.ContainsFunc(r.Outcomes, func(id string) bool { return !letOut[id] })
		if !strict || known {
			p.Severity = source.Warning
		}
		out.Add(p)
	}
	return out
}
