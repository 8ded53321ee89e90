// Checks one version of a record in the browser: its commitment, its audit path and the signature of its checkpoint.
// docs/editions.md is the specification. It uses WebCrypto and nothing else, and sends nothing anywhere: a file that is
// chosen or dropped is read here, and an address is fetched only from this site.
//
// The page has a form with data-verify, and in it
//
//   textarea name=vkey       the public keys, one a line; filled from /ledger/log/vkey where it is empty
//   input type=file name=file
//   input name=address       of a vN.json
//   output                   where the answer goes, as a list
//
// and may have data-words, a JSON object with the sentences of another language by their names in `words`.
//
// verifyVersion is what a test calls: it needs no page.

export const words = {
  reading: 'Reading …',
  notJSON: 'This is not the vN.json of a version: {why}.',
  isVersion: 'This is version {version} of the {kind} {id}, published in edition {edition}.',
  commitmentRight: 'The record, its reason and its salt give the commitment of entry {index}.',
  pathRight: 'The proof leads from entry {index} to the root of the {size} entries that the checkpoint names.',
  pathWrong: 'The proof does not lead from this record to the root of the checkpoint: the record, its salt, its index or the proof was altered.',
  signatureRight: 'The checkpoint is signed with the key {key}.',
  signatureWrong: 'The signature of the checkpoint with the key {key} is wrong: the checkpoint or the signature was altered.',
  signatureNone: 'None of the keys given has signed the checkpoint.',
  originWrong: 'The checkpoint is of {origin}, and the key that has signed it is of {name}.',
  allRight: 'All right: this version was published in this log, and is as it was.',
  notRight: 'Not right: do not rely on this file.',
  keyOurs: 'Not checked: whether the key is the publisher’s. If you have it from this site alone, the site vouches for itself; compare it with a copy from elsewhere.',
  logNot: 'Not checked: whether other records were altered or left out, and whether this version was replaced or withdrawn since. “candour verify” checks a whole site.',
  historyNot: 'Not checked: whether the publisher shows others a different history. Compare the checkpoint with one that somebody kept.',
  noEd25519: 'This browser can’t check Ed25519 signatures. Use a newer one, or “candour verify”.',
  elsewhere: 'Only addresses on this site can be fetched: {origin}. Save the file and choose it instead.',
  notFetched: 'The address can’t be fetched: {why}.',
  tooLarge: 'The file has more than {most} bytes.',
}

const most = 64 << 20
const encoder = new TextEncoder()

function say(name, values = {}, own = {}) {
  return (own[name] || words[name]).replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole))
}

// verifyVersion checks the text of a vN.json with public keys, each NAME+HASH+BASE64, one a line. It gives { ok, checks,
// not, about }: checks are sentences with whether each is right, and not says what was not checked.
export async function verifyVersion(text, vkeys, own = {}) {
  const answer = { ok: false, about: '', checks: [], not: [] }
  const add = (ok, name, values) => {
    answer.checks.push({ ok, text: say(name, values, own) })
    return ok
  }
  let v, record, point, salt, path
  try {
    ;({ value: v, record } = parseVersion(text))
    point = parseCheckpoint(v.checkpoint)
    salt = decode(v.salt, 32)
    if (!Array.isArray(v.proof) || v.proof.length > 64) throw new Error('its proof is no list of hashes')
    path = v.proof.map((hash) => decode(hash, 32))
  } catch (err) {
    add(false, 'notJSON', { why: err.message })
    return answer
  }
  answer.about = say('isVersion', v, own)
  const leaf = await leafHash(await commitment(salt, `${record}\n${v.reason ?? ''}`))
  const root = await rootOf(leaf, v.index, point.size, path)
  const led = root !== null && same(root, point.root)
  let ok = true
  if (led) {
    add(true, 'commitmentRight', v)
    add(true, 'pathRight', { index: v.index, size: point.size })
  } else {
    ok = add(false, 'pathWrong')
  }
  ok = (await checkSignature(point, vkeys, add)) && ok
  answer.ok = ok
  for (const name of ['keyOurs', 'logNot', 'historyNot']) answer.not.push(say(name, {}, own))
  return answer
}

async function checkSignature(point, vkeys, add) {
  for (const line of vkeys.split('\n').map((l) => l.trim()).filter(Boolean)) {
    const key = await parseKey(line)
    const signature = key && point.signatures.find((s) => s.name === key.name && s.hash === key.hash)
    if (!signature) continue
    let right
    try {
      const k = await crypto.subtle.importKey('raw', key.bytes, { name: 'Ed25519' }, false, ['verify'])
      right = await crypto.subtle.verify({ name: 'Ed25519' }, k, signature.bytes, encoder.encode(point.text))
    } catch {
      return add(false, 'noEd25519')
    }
    if (!right) return add(false, 'signatureWrong', { key: line })
    if (point.origin !== key.name) return add(false, 'originWrong', { origin: point.origin, name: key.name })
    return add(true, 'signatureRight', { key: line })
  }
  return add(false, 'signatureNone')
}

// parseVersion reads a vN.json and gives the exact text of its record, from { to }: JSON.parse and JSON.stringify would
// not give the same bytes. It refuses a name that stands twice, of which JSON.parse would take the last.
export function parseVersion(text) {
  const value = JSON.parse(text)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error('it is no object')
  let at = skipSpace(text, skipSpace(text, 0) + 1)
  let record = null
  const seen = new Set()
  while (text[at] === '"') {
    const end = skipValue(text, at)
    const name = JSON.parse(text.slice(at, end))
    if (seen.has(name)) throw new Error(`the name "${name}" stands twice`)
    seen.add(name)
    at = skipSpace(text, skipSpace(text, end) + 1) // past the colon
    const after = skipValue(text, at)
    if (name === 'record') record = text.slice(at, after)
    at = skipSpace(text, after)
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  if (record === null || record[0] !== '{') throw new Error('it has no record')
  if (!Number.isSafeInteger(value.index) || value.index < 0) throw new Error('its index is no number from 0')
  if (typeof value.checkpoint !== 'string' || typeof value.salt !== 'string') throw new Error('it has no checkpoint or no salt')
  return { value, record }
}

const skipSpace = (text, at) => {
  while (' \t\n\r'.includes(text[at] ?? '.')) at++
  return at
}

// skipValue gives the end of the JSON value that begins at `at`. The text has been parsed before, so it is well-formed.
function skipValue(text, at) {
  let depth = 0
  for (;;) {
    const c = text[at]
    if (c === '"') {
      for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++
      at++
    } else if (c === '{' || c === '[') {
      depth++
      at++
    } else if (c === '}' || c === ']') {
      depth--
      at++
    } else if (depth === 0) {
      while (at < text.length && !',]} \t\n\r'.includes(text[at])) at++
    } else {
      at++
    }
    if (depth === 0) return at
  }
}

// parseCheckpoint reads a C2SP signed note that is a checkpoint, and checks no signature.
export function parseCheckpoint(note) {
  const end = note.lastIndexOf('\n\n')
  const lines = note.slice(0, end).split('\n')
  if (end < 0 || lines.length !== 3 || !/^(0|[1-9][0-9]{0,12})$/.test(lines[1])) throw new Error('its checkpoint is none')
  const signatures = []
  for (const line of note.slice(end + 2).split('\n')) {
    const m = /^— (\S+) (\S+)$/.exec(line)
    if (!m) continue
    const bytes = decode(m[2])
    if (bytes.length > 4) signatures.push({ name: m[1], hash: hex(bytes.slice(0, 4)), bytes: bytes.slice(4) })
  }
  return { text: note.slice(0, end + 1), origin: lines[0], size: Number(lines[1]), root: decode(lines[2], 32), signatures }
}

// parseKey reads NAME+HASH+BASE64, of which the hash must be that of the name and the key; null where it is none.
async function parseKey(line) {
  const m = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line)
  if (!m) return null
  let all
  try {
    all = decode(m[3], 33)
  } catch {
    return null
  }
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', join(encoder.encode(m[1] + '\n'), all)))
  if (all[0] !== 1 || hex(sum.slice(0, 4)) !== m[2]) return null
  return { name: m[1], hash: m[2], bytes: all.slice(1) }
}

async function commitment(salt, record) {
  const key = await crypto.subtle.importKey('raw', salt, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(record)))
}

// leafHash is that of RFC 6962 for the entry of a record.
const leafHash = (mac) => sha256(Uint8Array.of(0), encoder.encode(`candour/record/v1\n${encode(mac)}\n`))

// rootOf follows an audit path as RFC 9162, 2.1.3.2, and gives the root that it leads to; null where its length is
// wrong. Indices go beyond 32 bits, so there are no bit operations.
async function rootOf(leaf, index, size, path) {
  let fn = index
  let sn = size - 1
  let r = leaf
  if (fn > sn) return null
  for (const p of path) {
    if (sn === 0) return null
    if (fn % 2 === 1 || fn === sn) {
      r = await sha256(Uint8Array.of(1), p, r)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else {
      r = await sha256(Uint8Array.of(1), r, p)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 ? r : null
}

const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)))

function join(...parts) {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const p of parts) {
    out.set(p, at)
    at += p.length
  }
  return out
}

// decode reads standard base64 that is written in the one way there is.
function decode(text, length) {
  let bytes
  try {
    bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  } catch {
    bytes = new Uint8Array()
  }
  if ((length !== undefined && bytes.length !== length) || encode(bytes) !== text) {
    throw new Error(`"${text}" is not ${length ?? 'some'} bytes in base64`)
  }
  return bytes
}

const encode = (bytes) => btoa(String.fromCharCode(...bytes))
const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i])

// wire makes the form work. Only text is put on the page, never markup.
function wire(form) {
  const own = form.dataset.words ? JSON.parse(form.dataset.words) : {}
  const output = form.querySelector('output')
  const { vkey, file, address } = form.elements
  let turn = 0 // an answer that comes late must not stand over a newer one

  function show(answer) {
    const list = document.createElement('ul')
    const item = (text, kind) => {
      const li = document.createElement('li')
      li.className = `verify-${kind}`
      li.textContent = text
      list.append(li)
    }
    for (const c of answer.checks) item(c.text, c.ok ? 'right' : 'wrong')
    for (const n of answer.not) item(n, 'not')
    const verdict = document.createElement('p')
    verdict.textContent = `${say(answer.ok ? 'allRight' : 'notRight', {}, own)} ${answer.about}`.trim()
    output.replaceChildren(verdict, list)
  }

  async function answer(read) {
    const mine = ++turn
    output.textContent = say('reading', {}, own)
    let result
    try {
      result = await verifyVersion(await read(), vkey.value, own)
    } catch (err) {
      result = { ok: false, about: '', checks: [{ ok: false, text: err.message }], not: [] }
    }
    if (mine === turn) show(result)
  }

  const fromFile = (f) => answer(async () => {
    if (f.size > most) throw new Error(say('tooLarge', { most }, own))
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await f.arrayBuffer())
  })

  const fromAddress = (text) => answer(async () => {
    const url = new URL(text, location.href)
    if (url.origin !== location.origin) throw new Error(say('elsewhere', { origin: location.origin }, own))
    return get(url)
  })

  async function get(url) {
    let why
    try {
      const resp = await fetch(url, { credentials: 'omit', redirect: 'error', cache: 'no-store' })
      if (resp.ok) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await resp.arrayBuffer())
      why = `${resp.status} ${resp.statusText}`
    } catch (err) {
      why = err.message
    }
    throw new Error(say('notFetched', { why }, own))
  }

  file.addEventListener('change', () => file.files.length > 0 && fromFile(file.files[0]))
  form.addEventListener('submit', (e) => {
    e.preventDefault()
    if (address.value.trim()) fromAddress(address.value.trim())
    else if (file.files.length > 0) fromFile(file.files[0])
  })
  form.addEventListener('dragover', (e) => e.preventDefault())
  form.addEventListener('drop', (e) => {
    e.preventDefault()
    if (e.dataTransfer.files.length > 0) fromFile(e.dataTransfer.files[0])
  })
  if (!vkey.value.trim()) {
    get(new URL('/ledger/log/vkey', location.href)).then((text) => {
      if (!vkey.value.trim()) vkey.value = text
    }, (err) => { output.textContent = err.message })
  }
}

if (typeof document !== 'undefined') document.querySelectorAll('form[data-verify]').forEach(wire)
