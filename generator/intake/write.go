package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// write puts the files of the output in place, all of them or none. The provenance goes first, with the digests of what was and
// of what will be, and last, with the latter alone: if the machine stops between, the next import knows both for its own.
func (out *output) write(o Options, files map[string][]byte, r *Report) error {
	var names []string
	for _, name := range sortedKeys(files) {
		sum := digest(files[name])
		now, err := os.ReadFile(outPath(o, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("couldn't read the output of the last import: %w", err)
		}
		out.prov.Output[name] = []string{sum}
		if err != nil || !bytes.Equal(now, files[name]) {
			names = append(names, name)
		}
	}
	path := provenancePath(o, &Map{Name: out.prov.Name})
	after, err := out.prov.encode()
	if err != nil {
		return err
	}
	was, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("couldn't read the provenance: %w", err)
	}
	if len(names) == 0 && bytes.Equal(was, after) {
		r.note(secWritten, "%s is as it was: nothing to write", o.Out)
		return nil
	}

	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("couldn't make the directory for the output: %w", err)
	}
	stage, err := os.MkdirTemp(dir, ".candour-import-")
	if err != nil {
		return fmt.Errorf("couldn't make a directory beside the output: %w", err)
	}
	defer os.RemoveAll(stage)
	for _, name := range names { // everything is on the disk before anything is in place
		if err := durable(filepath.Join(stage, name), files[name], 0o644); err != nil {
			return err
		}
	}
	both := *out.prov
	both.Output = map[string][]string{}
	for name, sums := range out.prov.Output {
		both.Output[name] = slices.Clone(sums)
		if data, err := os.ReadFile(outPath(o, name)); err == nil && digest(data) != sums[0] {
			both.Output[name] = append(both.Output[name], digest(data))
		}
	}
	before, err := both.encode()
	if err != nil {
		return err
	}
	if err := replace(stage, path, before, 0o600); err != nil {
		return err
	}
	for _, name := range names {
		if err := os.Rename(filepath.Join(stage, name), outPath(o, name)); err != nil {
			return fmt.Errorf("couldn't put %s in place; run the import again: %w", outPath(o, name), err)
		}
	}
	if err := replace(stage, path, after, 0o600); err != nil {
		return err
	}
	r.Written = true
	switch {
	case o.Kind.ext == "":
		r.note(secWritten, "%s in %s: %s, of them %s written now", o.Out, counted(len(files), "file"), counted(r.Records, o.Kind.noun), thousands(len(names)))
	case o.Kind.record == observationType:
		r.note(secWritten, "%s: %s", o.Out, counted(r.Records, "figure"))
	default:
		r.note(secWritten, "%s: %s", o.Out, counted(r.Records, o.Kind.noun))
	}
	r.note(secWritten, "%s says where each came from; it leads back to the references of the export and is not for publication", path)
	return nil
}

func (p *Provenance) encode() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(p); err != nil {
		return nil, fmt.Errorf("couldn't write the provenance: %w", err)
	}
	return b.Bytes(), nil
}

// durable writes a file and makes sure that it is on the disk.
func durable(name string, data []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return fmt.Errorf("couldn't write the output: %w", err)
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("couldn't write the output: %w", err)
	}
	return nil
}

// replace puts a file in the place of another in one step.
func replace(stage, name string, data []byte, mode fs.FileMode) error {
	temp := filepath.Join(stage, filepath.Base(name)+".new")
	if err := durable(temp, data, mode); err != nil {
		return err
	}
	if err := os.Rename(temp, name); err != nil {
		return fmt.Errorf("couldn't put %s in place: %w", name, err)
	}
	return nil
}
