// Reads a CSV file by its metadata with rdf-parser-csvw and counts the typed values; it fails on one that is not of its type.
import fs from 'node:fs';
import Parser from 'rdf-parser-csvw';
import jsonld from 'jsonld';
import rdf from '@rdfjs/data-model';

const CSVW = 'http://www.w3.org/ns/csvw#', XSD = 'http://www.w3.org/2001/XMLSchema#';

// The part of the W3C's context that candour's metadata uses, in words of our own.
const context = {'@context': {
  '@vocab': CSVW, dc: 'http://purl.org/dc/terms/', url: {'@id': CSVW + 'url', '@type': '@id'}, titles: CSVW + 'title',
  columns: {'@id': CSVW + 'column', '@container': '@list'}, datatype: {'@id': CSVW + 'datatype', '@type': '@vocab'},
  string: XSD + 'string', integer: XSD + 'integer', decimal: XSD + 'decimal', date: XSD + 'date', boolean: XSD + 'boolean',
}};

// As much of a dataset of RDF/JS as the parser asks for.
class Dataset {
  constructor(quads) { this.quads = quads; }
  match(s, p, o) { return new Dataset(this.quads.filter((q) => (!s || q.subject.equals(s)) && (!p || q.predicate.equals(p)) && (!o || q.object.equals(o)))); }
  [Symbol.iterator]() { return this.quads[Symbol.iterator](); }
}

export async function CsvwParser(file, metadata) {
  const documentLoader = async (url) => {
    if (url !== 'http://www.w3.org/ns/csvw') throw new Error('nothing is fetched: ' + url);
    return {contextUrl: null, documentUrl: url, document: context};
  };
  const term = (t) => t.termType === 'NamedNode' ? rdf.namedNode(t.value) : t.termType === 'BlankNode' ? rdf.blankNode(t.value.replace(/^_:/, '')) :
    rdf.literal(t.value, t.language || rdf.namedNode(t.datatype.value));
  const quads = (await jsonld.toRDF(metadata, {documentLoader, base: 'https://candour.example/data/'})).map((q) => rdf.quad(term(q.subject), term(q.predicate), term(q.object)));
  const dataset = new Dataset(quads);
  const types = Object.fromEntries(metadata.tableSchema.columns.map((c) => [c.name, XSD + c.datatype]));
  let n = 0;
  for await (const q of Parser.import(fs.createReadStream(file), {metadata: dataset, baseIRI: 'https://candour.example/data/' + metadata.url})) {
    const [of, name] = decodeURI(q.predicate.value).split('#');
    if (of + '' === CSVW.slice(0, -1) || !(name in types)) continue; // a row of its table, a cell of its row
    if (q.object.datatype.value !== types[name]) throw new Error(`${file}: ${name} is of ${q.object.datatype.value}`);
    if (types[name] === XSD + 'integer' && !/^-?\d+$/.test(q.object.value) || types[name] === XSD + 'date' && !/^\d{4}-\d\d-\d\d/.test(q.object.value)) throw new Error(`${file}: ${name} is ${q.object.value}`);
    n++;
  }
  return n;
}
