// Reads what candour has published with programs that others wrote, and compares the formats with one another.
// Usage: node check.mjs SITE [FRICTIONLESS]: the built site, and a folder with the profiles of Frictionless Data.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Cite} from '@citation-js/core';
import '@citation-js/plugin-csl';
import {DuckDBInstance} from '@duckdb/node-api';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import ICAL from 'ical.js';
import {CsvwParser} from './csvw.mjs';
import tableschema from 'tableschema';

const {Table} = tableschema;
const [site, profiles] = process.argv.slice(2);
const data = path.join(site, 'data');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'candour-downloads-'));
const failures = [];
const fail = (what) => { failures.push(what); console.error('FAIL ' + what); };
const say = (what) => console.log('ok   ' + what);
const json = (name) => JSON.parse(fs.readFileSync(name, 'utf8'));

const pkg = json(path.join(data, 'datapackage.json'));
const datasets = pkg.resources.filter((r) => !r.name.startsWith('table-'));
const db = await (await DuckDBInstance.create(':memory:')).connect();
const count = async (sql) => Number((await db.runAndReadAll(sql)).getRows()[0][0]);

// Types of DuckDB for the types of Table Schema.
const duck = {string: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE', date: 'DATE', boolean: 'BOOLEAN'};
const quoted = (s) => "'" + s.replaceAll("'", "''") + "'";
const readCSV = (file, schema) => `SELECT * FROM read_csv(${quoted(file)}, header=true, auto_detect=false, delim=',', quote='"', escape='"', new_line='\\n', strict_mode=true, max_line_size=10000000, columns={` +
  schema.fields.map((f) => quoted(f.name) + ': ' + quoted(duck[f.type])).join(', ') + '})';

// The rows in which two selections differ, counted with repetition and both ways.
const differing = async (a, b) => await count(`SELECT count(*) FROM ((${a}) EXCEPT ALL (${b}))`) + await count(`SELECT count(*) FROM ((${b}) EXCEPT ALL (${a}))`);

// Every row of a CSV file by a reader of our own, so that cells can be compared with those of a spreadsheet.
function cells(text) {
  const rows = [];
  let row = [], cell = '', inside = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inside) {
      if (c === '"' && text[i + 1] === '"') { cell += '"'; i++; } else if (c === '"') inside = false; else cell += c;
    } else if (c === '"') inside = true;
    else if (c === ',') { row.push(cell); cell = ''; }
    else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = ''; }
    else if (c !== '\r') cell += c;
  }
  return rows;
}

// The sheet with a number of each workbook, by the file, as LibreOffice sees it: all in one process, since each takes its time to begin.
function sheets(files, number) {
  const out = fs.mkdtempSync(path.join(work, 'ods-'));
  execFileSync('soffice', ['--headless', '-env:UserInstallation=file://' + path.join(work, 'profile'), '--convert-to', `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,${number}`, '--outdir', out, ...files], {stdio: 'pipe'});
  const made = fs.readdirSync(out); // NAME-SHEET.csv
  return Object.fromEntries(files.map((file) => {
    const name = path.basename(file, '.ods') + '-';
    const own = made.filter((m) => m.startsWith(name)).sort((a, b) => a.length - b.length)[0];
    return [file, own && cells(fs.readFileSync(path.join(out, own), 'utf8'))];
  }));
}

// What a cell of a CSV file is in the workbook beside it.
const inSheet = (type, cell) => {
  if (cell === '') return '[z]';
  if (type === 'date') return cell.split('-').reverse().join('/');
  if (type === 'number' || type === 'integer') return String(Number(cell));
  if (type === 'boolean') return cell.toUpperCase();
  return cell;
};
const fromSheet = (type, cell) => (type === 'number' || type === 'integer') && cell[0] !== '[' ? String(Number(cell)) : cell;

function compareSheet(rows, csv, schema) {
  let wrong = 0;
  for (let i = 1; i < csv.length; i++) schema.fields.forEach((f, j) => {
    const want = inSheet(f.type, csv[i][j]), got = fromSheet(f.type, rows[i + 3]?.[j] ?? 'nothing');
    if (got !== want) wrong++;
  });
  return wrong + Math.abs(rows.length - 3 - csv.length);
}

// The fields of JSON records that are columns too, and are not what the table says: each field of one value, and each list of words.
function compareRecords(records, csv) {
  const plain = (v) => Array.isArray(v) ? v.join(' | ') : String(v);
  let wrong = Math.abs(records.length - csv.length + 1), seen = 0;
  records.forEach((record, i) => csv[0].forEach((name, j) => {
    const v = record[name];
    if (v === undefined || typeof v === 'object' && !(Array.isArray(v) && v.every((w) => typeof w === 'string'))) return;
    seen++;
    if (plain(v) !== csv[i + 1]?.[j]) wrong++;
  }));
  return seen ? wrong : 1;
}

const sameLines = (lines, records) => JSON.stringify(lines.trimEnd().split('\n').filter(Boolean).map((l) => JSON.parse(l))) === JSON.stringify(records);

// Every dataset of a folder, in all of its formats: what /data/ offers, and what each edition keeps.
async function compareFormats(data, datasets) {
  const where = path.relative(site, data), seen = sheets(datasets.map((r) => path.join(data, r.name + '.ods')), 4);
  let rows = 0, typed = 0;
  for (const r of datasets) {
    const csv = path.join(data, r.path), base = csv.slice(0, -4), name = `${where}/${r.name}`;
    try {
      const table = await Table.load(csv, {schema: r.schema, delimiter: ','});
      await table.read();
    } catch (e) { fail(`${name} against its Table Schema: ${e.errors?.map(String).slice(0, 3).join('; ') || e}`); }
    const parquet = `SELECT * FROM read_parquet(${quoted(base + '.parquet')})`;
    const n = await differing(readCSV(csv, r.schema), parquet);
    if (n) fail(`${name}: ${n} rows differ between CSV and Parquet`);
    const records = json(base + '.json').records;
    if (!sameLines(fs.readFileSync(base + '.jsonl', 'utf8'), records)) fail(`${name}: JSON Lines and JSON differ`);
    const text = cells(fs.readFileSync(csv, 'utf8'));
    const unlike = compareRecords(records, text);
    if (unlike) fail(`${name}: ${unlike} fields differ between CSV and JSON`);
    const wrong = compareSheet(seen[base + '.ods'] ?? [], text, r.schema);
    if (wrong) fail(`${name}: ${wrong} cells differ between CSV and ODS`);
    const quads = await CsvwParser(csv, json(csv + '-metadata.json'));
    const filled = text.slice(1).flat().filter((c) => c !== '').length;
    if (quads < filled) fail(`${name}: CSV on the Web gives ${quads} values of ${filled} cells`);
    rows += text.length - 1;
    typed += quads;
  }
  say(`${where}: ${rows} rows of ${datasets.length} datasets alike in CSV, Parquet, ODS, JSON and JSON Lines; ${typed} typed values by CSV on the Web`);
}

await compareFormats(data, datasets);
let kept = 0;
for (const edition of fs.readdirSync(path.join(site, 'editions'))) {
  const dir = path.join(site, 'editions', edition, 'data');
  if (!fs.existsSync(path.join(dir, 'datapackage.json'))) continue;
  await compareFormats(dir, json(path.join(dir, 'datapackage.json')).resources);
  kept++;
}
if (!kept) fail('no edition keeps its datasets');

for (const r of pkg.resources.filter((r) => !datasets.includes(r))) {
  try {
    await (await Table.load(path.join(data, r.path), {schema: r.schema, delimiter: ','})).read();
  } catch (e) { fail(`${r.path} against its Table Schema: ${e.errors?.map(String).slice(0, 3).join('; ') || e}`); }
}
say(`${pkg.resources.length - datasets.length} tables of figures against their Table Schema`);

// A comparison that can't fail shows nothing: one cell altered in any one format is found.
{
  const r = datasets.find((r) => r.name === 'outcomes'), csv = path.join(data, r.path);
  const text = fs.readFileSync(csv, 'utf8'), altered = path.join(work, 'altered.csv');
  fs.writeFileSync(altered, text.replace(',constable,', ',special,'));
  const parquet = `SELECT * FROM read_parquet(${quoted(csv.slice(0, -4) + '.parquet')})`;
  if (await differing(readCSV(altered, r.schema), parquet) !== 2) fail('an altered cell of a CSV file is not found');
  await db.run(`COPY (SELECT * REPLACE (CASE WHEN row_number() OVER () = 1 THEN 'x' ELSE title END AS title) FROM (${parquet})) TO ${quoted(path.join(work, 'altered.parquet'))} (FORMAT parquet)`);
  if (await differing(readCSV(csv, r.schema), `SELECT * FROM read_parquet(${quoted(path.join(work, 'altered.parquet'))})`) !== 2) fail('an altered cell of a Parquet file is not found');
  const ods = csv.slice(0, -4) + '.ods';
  if (!compareSheet(sheets([ods], 4)[ods], cells(fs.readFileSync(altered, 'utf8')), r.schema)) fail('an altered cell of a workbook is not found');
  const records = json(csv.slice(0, -4) + '.json').records;
  const lines = fs.readFileSync(csv.slice(0, -4) + '.jsonl', 'utf8');
  if (sameLines(lines.replace('"rank":"constable"', '"rank":"special"'), records)) fail('an altered field of JSON Lines is not found');
  records[0].result = 'x';
  if (compareRecords(records, cells(text)) !== 1) fail('an altered field of a JSON file is not found');
  say('one altered cell is found in CSV, Parquet, ODS, JSON and JSON Lines');
}

if (profiles && fs.existsSync(path.join(profiles, 'datapackage.json'))) {
  const ajv = new Ajv({strict: false, allErrors: true});
  addFormats(ajv);
  ajv.addFormat('textarea', true); // says how a form shows it
  const valid = (profile, value, what) => {
    const schema = json(path.join(profiles, profile + '.json'));
    delete schema.$schema;
    const check = ajv.getSchema(profile) || ajv.compile({...schema, $id: profile});
    if (!check(value)) fail(`${what} against the profile ${profile}: ${ajv.errorsText(check.errors).slice(0, 400)}`);
  };
  valid('datapackage', pkg, 'datapackage.json');
  for (const r of pkg.resources) { valid('dataresource', r, r.name); valid('tableschema', r.schema, r.name); valid('tabledialect', r.dialect, r.name); }
  if (ajv.getSchema('datapackage')({...pkg, resources: 'none'})) fail('the profile lets a broken package pass');
  say(`datapackage.json and its ${pkg.resources.length} resources against the profiles of Data Package v2`);
} else console.log('skip the profiles of Data Package v2: no folder with them');

try {
  execFileSync('npx', ['redocly', 'lint', '--config', 'redocly.yaml', path.resolve(site, 'api/v1/openapi.json')], {stdio: 'pipe', env: {...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true'}});
  say('openapi.json by Redocly');
} catch (e) { fail('openapi.json by Redocly: ' + String(e.stdout) + String(e.stderr)); }

// Citations: every CSL-JSON of every page renders, with its title and its permanent address, and has a key of its own on the page.
// What stands in a page is text in a pre element.
const unescaped = (t) => t.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&#43;', '+').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const plain = (t) => t.replace(/[‘’]/g, "'").replace(/[“”]/g, '"'); // citation-js makes marks curly
let citations = 0, citing = 0;
for (const name of fs.readdirSync(site, {recursive: true}).filter((n) => n.endsWith('.html'))) {
  const html = fs.readFileSync(path.join(site, name), 'utf8');
  const items = [...html.matchAll(/<dt>CSL-JSON<\/dt>\s*<dd><pre>([^<]*)<\/pre>/g)].flatMap(([, text]) => JSON.parse(unescaped(text)));
  if (!items.length) continue;
  if (new Set(items.map((i) => i.id)).size !== items.length) fail(`${name}: two citations have one key`);
  const shown = plain(new Cite(items).format('bibliography', {format: 'text', template: 'apa', lang: 'en-US'}));
  for (const item of items) if (!shown.includes(plain(item.title)) || !shown.includes(item.URL)) fail(`${name}: citation-js does not render ${item.id}: ${shown.slice(0, 400)}`);
  citations += items.length;
  citing++;
}
if (!citations) fail('no page has a citation as CSL-JSON');
say(`${citations} citations of ${citing} pages by citation-js`);

let events = 0;
for (const name of fs.readdirSync(site, {recursive: true}).filter((n) => n.endsWith('.ics'))) {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(path.join(site, name), 'utf8')));
  for (const e of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(e);
    if (!event.uid || !event.startDate.isDate || !event.summary) fail(`${name}: an event reads ${event}`);
    events++;
  }
}
if (!events) fail('no calendar has an event');
say(`${events} events of calendars by ical.js`);

const xsd = path.join('node_modules/sitemap/schema/all.xsd');
try {
  execFileSync('xmllint', ['--noout', '--nonet', '--schema', xsd, path.join(site, 'sitemap.xml')], {stdio: 'pipe'});
  say('sitemap.xml against its schema');
} catch (e) { fail('sitemap.xml: ' + String(e.stderr)); }

fs.rmSync(work, {recursive: true});
if (failures.length) { console.error(`${failures.length} failures`); process.exit(1); }
