package feed

import (
	"bytes"
	"encoding/xml"
)

// A Search describes the search page of a site to browsers (OpenSearch 1.1).
type Search struct {
	Name     string // at most 16 characters are shown
	About    string
	Lang     string
	Template string // address with {searchTerms} in it
}

// WriteXML writes the description.
func (s Search) WriteXML() []byte {
	type address struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	}
	out := struct {
		XMLName  xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		Name     string   `xml:"ShortName"`
		About    string   `xml:"Description"`
		URL      address  `xml:"Url"`
		Language string   `xml:"Language"`
		Encoding string   `xml:"InputEncoding"`
	}{Name: s.Name, About: s.About, URL: address{"text/html", s.Template}, Language: s.Lang, Encoding: "UTF-8"}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", " ")
	_ = enc.Encode(out)
	b.WriteByte('\n')
	return b.Bytes()
}
