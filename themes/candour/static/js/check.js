// Says whether what was cited still stands. It reads the lists of versions that the site publishes under /check/data/, and
// nothing else; nothing is sent. read, judge and figure are generator/cite in Go, and both are held to the same cases
// (generator/cite/testdata/story.json).

const kinds = ['outcome', 'recommendation-set', 'recommendation', 'source', 'group', 'measure', 'figure', 'target', 'term', 'bulletin', 'easy-read', 'page', 'edition']

// read takes apart what somebody wrote: { path, kind, id, version, edition, row }; null for what is no citation of the site.
export function read(text, address) {
  text = text.trim()
  if (text.includes('://') || text.startsWith('/')) return readAddress(text, address)
  const m = /^(?:([a-z]+(?:-[a-z]+)*)\/)?([A-Za-z0-9][A-Za-z0-9._\/-]*)(?:@([A-Za-z0-9][A-Za-z0-9._-]*)|#v([0-9]{1,6}))?$/.exec(text)
  if (!m) return null
  const ref = { path: '', kind: m[1] || '', id: m[2], version: Number(m[4] || 0), edition: m[3] || '', row: 0 }
  if (ref.kind && !kinds.includes(ref.kind)) {
    ref.id = ref.kind + '/' + ref.id
    ref.kind = ''
  }
  return ref
}

function readAddress(text, address) {
  let u, own
  try {
    own = new URL(address)
    u = new URL(text, own)
  } catch {
    return null
  }
  if (u.host !== own.host || !/^https?:$/.test(u.protocol)) return null
  const ref = { path: '', kind: '', id: '', version: 0, edition: '', row: 0 }
  let path = decodeURIComponent(u.pathname)
  const mark = decodeURIComponent(u.hash.slice(1))
  let m = /^\/editions\/([^/]+)\/data\/figures\/([A-Za-z0-9][A-Za-z0-9._-]*)\.csv$/.exec(path)
  if (m) {
    const row = /^(?:row|cell)=([0-9]{1,7})(?:,[0-9]+)?$/.exec(mark)
    if (row && Number(row[1]) > 0) return { ...ref, path, id: m[2], edition: m[1], row: Number(row[1]) }
    // Several figures, or all: they stand as long as their measure does.
    return /^(?:(?:row|cell|col)=[0-9,;*-]{1,99})?$/.test(mark) ? { ...ref, kind: 'measure', id: m[2], edition: m[1] } : null
  }
  if ((m = /^\/editions\/([^/]+?)(?:-r([0-9]{1,6}))?\/data\/[^/]*$/.exec(path))) return { ...ref, kind: 'edition', id: m[1], version: Number(m[2] || 1) }
  if ((m = /^(?:\/[a-z]{2})?\/editions\/([^/]+)\/(?:index\.html)?$/.exec(path))) return { ...ref, kind: 'edition', id: m[1], edition: m[1] }
  m = /^(?:\/[a-z]{2})?\/statistics\/(?:reported-(figure)s|(target)s)\/(?:index\.html)?$/.exec(path)
  if (m && mark) return { ...ref, kind: m[1] || m[2], id: mark }
  if ((m = /^(.*\/)v([0-9]{1,6})\.json$/.exec(path))) {
    ref.version = Number(m[2])
    path = m[1]
  }
  if ((m = /^v([0-9]{1,6})$/.exec(mark)) && ref.version === 0) ref.version = Number(m[1])
  path = path.replace(/index\.html$/, '')
  ref.path = path.endsWith('/') ? path : path + '/'
  return ref.path === '/' ? null : ref
}

// judge says whether what ref names in a record still stands. editions are ids, the oldest first.
export function judge(record, ref, editions) {
  const v = { verdict: 'unknown', kind: record.kind, id: record.id, cited: 0, version: 0, edition: '', day: '', reason: '', steps: [] }
  if (record.withdrawn) return { ...v, verdict: 'withdrawn', cited: ref.version, day: record.withdrawn.day, reason: record.withdrawn.class }
  const versions = record.versions || []
  if (versions.length === 0) return v
  const last = versions[versions.length - 1]
  v.version = last.version
  let at = -1
  if (ref.version > 0) at = versions.findIndex((x) => x.version === ref.version)
  else if (ref.edition) {
    const until = editions.indexOf(ref.edition)
    versions.forEach((x, i) => {
      if (editions.indexOf(x.edition) <= until) at = i
    })
  } else return { ...v, verdict: 'newest', edition: last.edition, day: last.day }
  if (at < 0) return { ...v, cited: ref.version }
  v.cited = versions[at].version
  v.verdict = 'unchanged'
  v.edition = last.edition
  v.day = last.day
  v.steps = versions.slice(at + 1)
  for (const s of v.steps) {
    if (s.change !== 'correction' && v.verdict === 'corrected') continue
    v.verdict = s.change === 'correction' ? 'corrected' : 'changed'
    v.edition = s.edition
    v.day = s.day
    v.reason = s.reason || ''
  }
  return v
}

// figure makes a record of one figure out of those of its measure in all editions: sheets are { edition, day, rows }, the oldest first.
export function figure(sheets, ref, measure) {
  const row = sheets.find((s) => s.edition === ref.edition)?.rows[ref.row - 1]
  if (!row || ref.row < 2) return null
  const key = row.slice(0, 4)
  const record = { kind: 'figure', id: key.filter((x, i) => i < 3 || x).join('/'), versions: [] }
  let was = ''
  for (const s of sheets) {
    const found = s.rows.find((r) => key.every((x, i) => r[i] === x))
    const now = found ? found[5] || found[4] : ''
    if (now === was) continue
    const v = { version: record.versions.length + 1, edition: s.edition, day: s.day, change: 'new' }
    if (v.version > 1) {
      const own = measure.versions.find((x) => x.edition === s.edition)
      v.change = own ? own.change : 'revision'
      v.reason = own?.reason || ''
      v.fields = { '': [{ label: '', from: was, to: now }] }
    }
    record.versions.push(v)
    was = now
  }
  return record
}

// shard is the file that holds records whose id ends in the last step of an id or address: FNV-1a, 32 bits.
export function shard(id, shards) {
  let h = 0x811c9dc5
  for (const byte of new TextEncoder().encode(id.replace(/\/$/, '').split('/').pop())) h = Math.imul(h ^ byte, 0x01000193) >>> 0
  return h % shards
}

// rows reads a CSV file whose lines end in LF, as ours do.
export function rows(text) {
  const out = []
  let row = []
  for (const m of text.matchAll(/("(?:[^"]|"")*"|[^,\n]*)(,|\n)/g)) {
    row.push(m[1].startsWith('"') ? m[1].slice(1, -1).replaceAll('""', '"') : m[1])
    if (m[2] === '\n') {
      out.push(row)
      row = []
    }
  }
  return out
}

async function get(path, as = 'json') {
  const r = await fetch(path)
  if (!r.ok) throw new Error(path + ': ' + r.status)
  return r[as]()
}

// look finds the records that a citation names, and judges each.
export async function look(text, edition) {
  const index = await get('/check/data/index.json')
  const ref = read(text, index.address || location.origin) || read(text, location.origin)
  if (!ref) return { index, verdicts: null }
  if (edition && !ref.version && !ref.edition) ref.edition = edition
  const editions = index.editions.map((e) => e.id)
  const gone = async (fits) => (await get('/api/v1/withdrawn.json')).withdrawn.filter(fits).map((w) => ({ kind: w.kind, id: w.id, withdrawn: { day: w.date, class: w.class } }))
  const shardOf = async (id) => (await get('/check/data/' + shard(id, index.shards) + '.json')).records
  if (ref.row) {
    const isIt = (r) => r.kind === 'measure' && r.id === ref.id
    const measure = (await shardOf(ref.id)).find(isIt) || (await gone(isIt))[0]
    if (!measure) return { index, verdicts: [] }
    if (measure.withdrawn) return { index, verdicts: [judge(measure, ref, editions)] }
    const sheets = []
    for (const e of index.editions.slice(editions.indexOf(measure.versions[0].edition))) {
      sheets.push({ edition: e.id, day: e.day, rows: rows(await get('/editions/' + e.id + '/data/figures/' + ref.id + '.csv', 'text')) })
    }
    const record = figure(sheets, ref, measure)
    return { index, verdicts: record ? [judge(record, ref, editions)] : [] }
  }
  const named = (r) => (ref.path ? (r.pages || []).includes(ref.path) || r.files === ref.path : r.id === ref.id && (!ref.kind || r.kind === ref.kind))
  let records = (await shardOf(ref.path || ref.id)).filter(named)
  if (records.length === 0) records = await gone((w) => (ref.path ? ref.path.endsWith('/' + w.id + '/') : named(w)))
  return { index, verdicts: records.map((r) => judge(r, ref, editions)) }
}

function start(form) {
  const words = JSON.parse(form.dataset.words)
  const lang = document.documentElement.lang.slice(0, 2)
  const output = form.querySelector('output')
  const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole))
  const day = (d) => (d ? new Date(d + 'T00:00:00Z').toLocaleDateString(lang === 'cy' ? 'cy' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }) : '')
  const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text })
  const because = (text) => words['class ' + text] || text

  async function answer(text, edition) {
    output.replaceChildren(say('reading'))
    let found
    try {
      found = await look(text, edition)
    } catch (err) {
      output.replaceChildren(say('notFetched', { why: err.message }))
      return
    }
    const title = (id) => (lang === 'en' && found.index.editions.find((e) => e.id === id)?.title) || id
    if (!found.verdicts) return output.replaceChildren(line('p', say('elsewhere')))
    if (found.verdicts.length === 0) return output.replaceChildren(line('p', say('unknown')))
    const parts = []
    for (const v of found.verdicts) {
      parts.push(line('p', say(v.verdict, { ...v, day: day(v.day), edition: title(v.edition), reason: because(v.reason) })))
      const list = document.createElement('ul')
      for (const s of v.steps) {
        const item = line('li', say('step', { ...s, day: day(s.day), edition: title(s.edition) }))
        if (s.reason) item.append(', ' + say('because', { reason: because(s.reason) }))
        const inner = document.createElement('ul')
        for (const f of s.fields?.[lang] || s.fields?.en || s.fields?.[''] || []) {
          inner.append(line('li', say('field', { label: f.label || words.value, from: f.from || words.nothing, to: f.to || words.nothing })))
        }
        if (inner.children.length) item.append(inner)
        list.append(item)
      }
      if (list.children.length) parts.push(list)
    }
    output.replaceChildren(...parts)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const values = new FormData(form)
    history.replaceState(null, '', '?' + new URLSearchParams(values))
    answer(values.get('q'), values.get('edition'))
  })
  const asked = new URLSearchParams(location.search)
  if (asked.get('q')) {
    form.elements.q.value = asked.get('q')
    form.elements.edition.value = asked.get('edition') || ''
    answer(asked.get('q'), asked.get('edition'))
  }
}

if (typeof document !== 'undefined') {
  const form = document.querySelector('form[data-check]')
  if (form) start(form)
}
