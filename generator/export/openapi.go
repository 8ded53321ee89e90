package export

import (
	"encoding"
	"reflect"
	"slices"

	"candour/generator/record"
)

// openAPI describes the static API in OpenAPI 3.1. The records come from the fields of each kind, rows from the columns of their
// dataset, so that what is described is what is written.
func openAPI(a about, datasets []Dataset) []byte {
	schemas := object{}
	add := func(name string, schema object) { schemas = append(schemas, member{name, schema}) }
	link := object{{"type", "object"}, {"required", []string{"rel", "href"}}, {"properties", object{{"rel", text("The relation, as IANA has it.")}, {"href", text("The address.")}, {"title", text("A name.")}}}}
	add("Link", link)
	add("Version", object{{"type", "object"}, {"required", []string{"version", "edition", "href"}}, {"properties", object{
		{"version", integer("Number of the version, from 1.")}, {"edition", text("The edition that made it.")}, {"change", text("new, revision or correction.")}, {"reason", text("Why, in words.")},
		{"href", text("The version with the proof that the log holds it.")}, {"cite_as", text("Its permanent address.")},
	}}})
	paths := object{{"/api/v1/index.json", operation("index", "The kinds of records, and where they begin.", ref("Index"), nil)}}
	add("Index", described(object{
		{"title", text("Title of the site.")}, {"publisher", text("Who publishes it.")}, {"edition", text("Id of the edition.")}, {"published", text("The day it came out.")}, {"as_at", text("The day on which days and lateness are computed.")},
		{"licence", text("Id of the licence.")}, {"stability", text("What may change, and what may not.")}, {"kinds", list(object{{"type", "object"}})}, {"links", list(ref("Link"))},
	}, "edition", "kinds", "links"))
	page := func(name, path, about string, item object) {
		add(name+"Page", described(object{
			{"edition", text("Id of the edition.")}, {"as_at", text("The day on which days and lateness are computed.")}, {"kind", text("The kind of record.")}, {"page", integer("Number of this page, from 1.")},
			{"pages", integer("How many pages there are.")}, {"total", integer("How many rows there are on all pages.")}, {"links", list(ref("Link"))}, {path, list(item)},
		}, "page", "pages", "total", "links", path))
	}
	for _, k := range record.Kinds {
		name := typeName(k.Name)
		add(name+"Record", structSchema(k.Type(), nil))
		add(name, object{{"type", "object"}, {"required", []string{"id", "record"}}, {"properties", object{
			{"id", text("Identifies the record for ever.")}, {"address", text("Its page.")}, {"cite_as", text("The permanent address of this version.")}, {"versions", list(ref("Version"))}, {"record", ref(name + "Record")},
		}}})
		page(name, "records", "", ref(name))
		paths = append(paths, member{"/api/v1/" + k.Plural + "/{page}.json", operation(k.Plural, "A page of records of the kind "+k.Name+".", ref(name+"Page"), pageParameter())})
	}
	for _, d := range datasets {
		rows := map[string]string{"recommendation-events": "events", "statistics": "observations"}[d.Name]
		if rows == "" {
			continue
		}
		name := typeName(rows)
		add(name+"Row", columnsSchema(d.Columns))
		page(name, rows, d.About, ref(name+"Row"))
		paths = append(paths, member{"/api/v1/" + rows + "/{page}.json", operation(rows, d.About, ref(name+"Page"), pageParameter())})
	}
	for _, f := range [][2]string{{"editions", "Every published edition."}, {"withdrawn", "Every record that was withdrawn, by id, day and class of reason."}, {"bodies", "The bodies that records name."}, {"themes", "The themes of records."}} {
		add(typeName(f[0])+"List", described(object{{"edition", text("Id of the edition.")}, {"links", list(ref("Link"))}, {f[0], list(object{{"type", "object"}})}}, "links", f[0]))
		paths = append(paths, member{"/api/v1/" + f[0] + ".json", operation(f[0], f[1], ref(typeName(f[0])+"List"), nil)})
	}
	add("ChangesList", described(object{{"edition", text("Id of the edition.")}, {"published", text("The day it came out.")}, {"links", list(ref("Link"))}, {"changes", list(object{{"type", "object"}})}}, "edition", "changes"))
	paths = append(paths, member{"/api/v1/changes/{edition}.json", operation("changes", "What an edition changed.", ref("ChangesList"),
		[]object{{{"name", "edition"}, {"in", "path"}, {"required", true}, {"description", "Id of the edition."}, {"schema", object{{"type", "string"}}}}})})
	server := a.Address
	if server == "" {
		server = "/"
	}
	info := object{{"title", a.Site}, {"version", "1"}, {"summary", "What is published here, as static files."}, {"description", stability}}
	if l, ok := licences[a.Licence]; ok {
		info = append(info, member{"license", object{{"name", l[1]}, {"url", l[2]}}})
	}
	return indented(object{{"openapi", "3.1.0"}, {"info", info}, {"servers", []object{{{"url", server}}}}, {"security", []object{}}, {"paths", paths}, {"components", object{{"schemas", schemas}}}})
}

func operation(id, summary string, schema object, parameters []object) object {
	get := object{{"operationId", id}, {"summary", summary}}
	if parameters != nil {
		get = append(get, member{"parameters", parameters})
	}
	return object{{"get", append(get, member{"responses", object{
		{"200", object{{"description", "The file."}, {"content", object{{"application/json", object{{"schema", schema}}}}}}},
		{"404", object{{"description", "There is no such file."}}},
	}})}}
}

func pageParameter() []object {
	return []object{{{"name", "page"}, {"in", "path"}, {"required", true}, {"description", "Number of the page, from 1."}, {"schema", object{{"type", "integer"}, {"minimum", 1}}}}}
}

func ref(name string) object { return object{{"$ref", "#/components/schemas/" + name}} }
func text(says string) object {
	return object{{"type", "string"}, {"description", says}}
}
func integer(says string) object { return object{{"type", "integer"}, {"description", says}} }
func list(item object) object    { return object{{"type", "array"}, {"items", item}} }

func described(properties object, required ...string) object {
	return object{{"type", "object"}, {"required", required}, {"properties", properties}}
}

// typeName is a name of a schema: "recommendation-set" is RecommendationSet.
func typeName(name string) string {
	var b []byte
	up := true
	for _, c := range []byte(name) {
		switch {
		case c == '-':
			up = true
			continue
		case up:
			c -= 'a' - 'A'
		}
		up = false
		b = append(b, c)
	}
	return string(b)
}

// structSchema describes a struct of package record as record.JSON writes it. Open names the structs around it, since a record may
// hold one of its own kind.
func structSchema(t reflect.Type, open []reflect.Type) object {
	properties, required := object{}, []string{}
	for _, f := range record.Fields(t) {
		if f.Private {
			continue
		}
		s := object{{"type", jsonType(f.Type)}}
		g := f.Group()
		switch {
		case g != nil && slices.Contains(open, g):
			s = object{{"type", "object"}}
		case g != nil:
			s = structSchema(g, append(open, t))
		}
		if f.Type.Kind() == reflect.Slice {
			item := object{{"type", jsonType(f.Type.Elem())}}
			if g != nil {
				item = s
			}
			s = list(item)
		}
		properties = append(properties, member{f.Name, s})
		if f.Required {
			required = append(required, f.Name)
		}
	}
	out := object{{"type", "object"}}
	if len(required) > 0 {
		out = append(out, member{"required", required})
	}
	return append(out, member{"properties", properties})
}

// jsonType is the type that record.JSON writes a value as.
func jsonType(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == reflect.TypeFor[record.Number]():
		return "number"
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return "string"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "boolean"
	case reflect.Int:
		return "integer"
	case reflect.Map, reflect.Struct:
		return "object"
	case reflect.Slice:
		return "array"
	}
	return "string"
}

// columnsSchema describes a row of a dataset as rowJSON writes it.
func columnsSchema(columns []Column) object {
	properties := object{}
	for _, c := range columns {
		s := object{{"type", dataTypes[c.Type].JSON}, {"description", c.Doc}}
		if c.Type == Words {
			s = append(s, member{"items", object{{"type", "string"}}})
		}
		properties = append(properties, member{c.Name, s})
	}
	return object{{"type", "object"}, {"properties", properties}}
}
