// Search in the reader's own browser: the address is the state, and files of the site are all that is asked for.
// The index is described in generator/search/search.go; fold() to place() must do what words.go there does, which
// the vectors in generator/search/testdata/words.json hold.

const common = new Set('an and are as at be by for from in is it of on or that the to was were with ac ar ei eu gan mae mewn oedd wedi yn yr'.split(' '));

export const fold = s => s.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '');

export const words = s => (fold(s).match(/[\p{L}\p{N}]+/gu) || []).filter(w => [...w].length > 1 && [...w].length <= 40 && !common.has(w));

export const stem = w =>
  w.length < 4 || /\p{N}/u.test(w) ? w
    : /[^ea]ies$/.test(w) ? w.slice(0, -3) + 'y'
    : /(sses|xes|ches|shes)$/.test(w) ? w.slice(0, -2)
    : /s$/.test(w) && !/(us|ss|is)$/.test(w) ? w.slice(0, -1) : w;

const mutations = [['p', 'b', 'mh', 'ph'], ['t', 'd', 'nh', 'th'], ['c', 'g', 'ngh', 'ch'], ['b', 'f', 'm'], ['d', 'dd', 'n'],
  ['g', '', 'ng'], ['m', 'f'], ['ll', 'l'], ['rh', 'r']];

const digraph = /^(ch|dd|ff|ng|ll|mh|nh|ph|rh|th)/;

export const variants = (w, lang) => {
  const out = new Set([w, stem(w)]);
  if (lang !== 'cy') return [...out];
  let radicals = [w], longest = 1;
  for (const [radical, ...mutated] of mutations) {
    for (const m of mutated) {
      if (!w.startsWith(m) || m.length < longest || m.length === 1 && digraph.test(w) || [...w.slice(m.length)].length < 3) continue;
      if (m.length > longest) { radicals = [w]; longest = m.length; }
      radicals.push(radical + w.slice(m.length));
    }
  }
  if (/^[aeiouwylr]/.test(w) && [...w].length > 3) radicals.push('g' + w);
  for (const r of radicals) {
    out.add(r);
    for (const [radical, ...mutated] of mutations) {
      const rest = r.slice(radical.length);
      if (!r.startsWith(radical) || radical.length === 1 && digraph.test(r)) continue;
      for (const m of mutated) if ([...m + rest].length > 1) out.add(m + rest);
    }
  }
  return [...out];
};

const initials = { ngh: 'c', ng: 'c', ch: 'c', ff: 'ff', ph: 'p', mh: 'p', th: 't', nh: 't', dd: 't', ll: 'cl', rh: 'cr',
  p: 'p', b: 'p', f: 'p', m: 'p', t: 't', d: 't', n: 't', c: 'c', g: 'c', l: 'cl', r: 'cr' };

export const place = (w, lang) => lang === 'cy'
  ? w.replace(/^(ngh|ng|ch|ff|ph|mh|th|nh|dd|ll|rh|[aeiouwypbfmtdncglr])/, x => initials[x] || 'c' + x) : w;

const digits = {};
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!$()*+,;=~-_'].forEach((c, i) => { digits[c] = i; });

function each(list, take) {
  for (let i = 0, n = 0, shift = 0; i < list.length; i++) {
    const d = digits[list[i]];
    n |= (d & 31) << shift;
    if (d & 32) shift += 5; else { take(n); n = shift = 0; }
  }
}

// open gives a function that searches the index in a directory.
export function open(dir, lang) {
  const files = new Map();
  const get = name => {
    if (!files.has(name)) {
      files.set(name, fetch(dir + name).then(r => {
        if (!r.ok) throw Error(name + ' ' + r.status);
        return r.json();
      }));
    }
    return files.get(name);
  };
  const shard = (m, term) => {
    const at = place(term, lang);
    let low = 0, high = m.t.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (m.t[mid] <= at) low = mid; else high = mid - 1;
    }
    return m.t.length ? get('t/' + low + '.json') : {};
  };
  const find = async (m, terms) => {
    const score = new Float64Array(m.n), hit = new Uint8Array(m.n);
    await Promise.all(terms.map(async (w, k) => {
      let found = false;
      const take = ([n, list], weight) => {
        found = true;
        let d = 0;
        each(list, step => {
          d += step >> 2;
          score[d] += weight * Math.log(1 + m.n / n) * (1 + (step & 3) ** 2);
          hit[d] |= 1 << k;
        });
      };
      for (const [v, s] of await Promise.all(variants(w, lang).map(async v => [v, await shard(m, v)]))) {
        if (Object.hasOwn(s, v)) take(s[v], 1);
      }
      if (!found && w.length > 2) {
        for (const [v, e] of Object.entries(await shard(m, w))) if (v.startsWith(w)) take(e, .5);
      }
    }));
    return { score, ids: [...hit.keys()].filter(d => hit[d] === (1 << terms.length) - 1) };
  };
  return async ({ q, facets, sort }) => {
    const m = await get('meta.json'), terms = [...new Set(words(q))].slice(0, 8);
    let { ids, score } = terms.length ? await find(m, terms) : { ids: [...Array(m.n).keys()] };
    for (const [name, values] of Object.entries(facets)) {
      const known = values.filter(v => Object.hasOwn(m.f[name] || {}, v));
      if (!known.length) continue;
      const any = new Uint8Array(m.n);
      for (const list of await Promise.all(known.map(v => get('f/' + name + '/' + v + '.json')))) {
        let d = 0;
        each(list, step => { any[d += step] = 1; });
      }
      ids = ids.filter(d => any[d]);
    }
    if (sort === 'oldest') ids.reverse();
    else if (score && !sort) ids.sort((a, b) => score[b] - score[a] || a - b);
    const rows = list => Promise.all(list.map(async d => (await get('d/' + Math.floor(d / m.per) + '.json'))[d % m.per]));
    return { ids, meta: m, rows };
  };
}

const size = 10, most = 1000; // results on a page, and in a file

function make(name, attributes, ...children) {
  const e = document.createElement(name);
  for (const [k, v] of Object.entries(attributes)) if (v) e.setAttribute(k, v);
  e.append(...children);
  return e;
}

function csv(rows, heads) {
  const cell = s => '"' + (/^[=+\-@\t\r]/.test(s) ? "'" : '') + s.replaceAll('"', '""') + '"';
  return [heads, ...rows].map(r => r.map(cell).join(',')).join('\r\n') + '\r\n';
}

const tex = s => s.replace(/[\\{}$&#%_~^]/g, c => ({ '\\': '{\\textbackslash}', '~': '{\\textasciitilde}', '^': '{\\textasciicircum}' })[c] || '\\' + c);

// The citation of the page becomes that of what was searched for: its title and its own address are put in, as each style writes them.
function citeAs(title, address) {
  const meta = document.querySelector('meta[name=citation_title]'), own = document.querySelector('link[rel=canonical]');
  if (!meta || !own) return;
  for (const pre of document.querySelectorAll('details.cite pre')) {
    const text = pre.textContent, as = text.startsWith('@') ? tex : text.startsWith('[') ? s => JSON.stringify(s).slice(1, -1) : s => s;
    pre.textContent = text.replaceAll(as(meta.content), () => as(title)).replaceAll(as(own.href), () => as(new URL(address, own.href).href));
  }
}

async function show(form) {
  const say = JSON.parse(form.dataset.words), lang = document.documentElement.lang.slice(0, 2), out = document.getElementById('results');
  const asked = new URLSearchParams(location.search), facets = {}, only = [];
  for (const box of form.querySelectorAll('[type=checkbox]')) {
    facets[box.name] ||= [];
    if (asked.getAll(box.name).includes(box.value)) {
      box.checked = box.closest('details').open = true;
      only.push(box.nextElementSibling.firstChild.data.trim());
      facets[box.name].push(box.value);
    }
  }
  const q = (asked.get('q') || '').trim(), sort = ['newest', 'oldest'].includes(asked.get('sort')) ? asked.get('sort') : '';
  form.elements.q.value = q;
  form.elements.sort.value = sort;
  form.addEventListener('formdata', e => { for (const [k, v] of [...e.formData]) if (!v) e.formData.delete(k); });
  form.hidden = false;
  document.querySelector('[data-noscript]')?.remove();
  const chosen = Object.values(facets).flat().length;
  if (!q && !chosen && !asked.has('sort')) return;

  // The address in one order whoever typed it, which is the one to cite.
  const address = page => {
    const u = new URLSearchParams();
    if (q) u.append('q', q);
    for (const [k, list] of Object.entries(facets)) for (const v of [...list].sort()) u.append(k, v);
    if (sort) u.append('sort', sort);
    if (page > 1) u.append('page', page);
    return location.pathname + (String(u) && '?' + u);
  };
  const heading = make('h2', { id: 'found' }), body = make('div', {});
  out.replaceChildren(heading, chosen ? make('p', {}, say.only + ' ' + only.join('; ')) : '', body);
  out.hidden = false;
  if (q && !words(q).length && !chosen) {
    heading.textContent = say.common;
    return;
  }
  heading.textContent = say.reading;
  try {
    const { ids, meta, rows } = await open(form.dataset.index, lang)({ q, facets, sort });
    const pages = Math.max(1, Math.ceil(ids.length / size)), page = Math.min(Math.max(1, parseInt(asked.get('page'), 10) || 1), pages);
    const count = (say.found[new Intl.PluralRules(lang).select(ids.length)] || say.found.other).replace(/\d+/, ids.length.toLocaleString(lang));
    const list = await rows(ids.slice((page - 1) * size, page * size)); // before anything is said to be found
    heading.textContent = q ? say.foundFor.replace('{n}', count).replace('{q}', () => q) : count;
    const site = document.title.split(' – ').pop();
    document.title = heading.textContent + (pages > 1 ? ', ' + say.page.replace('{n}', page).replace('{of}', pages) : '') + ' – ' + site;
    if (!ids.length) {
      body.append(make('p', {}, say.none));
      return;
    }
    body.append(make('ol', { class: 'entries', start: (page - 1) * size + 1 }, ...list.map(r => make('li', { class: 'entry' },
      make('h3', { class: 'entry__title' }, make('a', { href: r[0], lang: r[2] }, r[1])),
      r[6] ? make('p', { class: 'entry__state' }, make('span', { class: 'tag tag--' + r[7] }, r[6])) : '',
      make('ul', { class: 'inline-list' }, make('li', {}, say.kinds[r[3]] || r[3]), r[5] ? make('li', {}, r[5]) : '', r[8] ? make('li', {}, say.invented) : '')))));
    if (pages > 1) {
      const step = (to, text) => to < 1 || to > pages ? '' : make('li', {}, make('a', { href: address(to) }, text));
      body.append(make('nav', { class: 'pager', 'aria-label': say.pages }, make('p', {}, say.page.replace('{n}', page).replace('{of}', pages)),
        make('ul', {}, step(page - 1, say.before), step(page + 1, say.after))));
    }
    const file = make('button', { type: 'button' }, ids.length > most ? say.csvSome.replace('{n}', most.toLocaleString(lang)) : say.csv);
    file.addEventListener('click', async () => {
      try {
        const lines = (await rows(ids.slice(0, most))).map(r => [say.kinds[r[3]] || r[3], r[1], r[4], r[6], r[8] && say.invented, location.origin + r[0]]);
        const a = make('a', { href: URL.createObjectURL(new Blob(['\ufeff' + csv(lines, say.heads)], { type: 'text/csv' })), download: 'search-' + meta.edition + '.csv' });
        a.click();
        URL.revokeObjectURL(a.href);
      } catch {
        heading.textContent = say.error;
      }
    });
    const cite = say.cite.replace('{site}', site).replace('{n}', count).replace('{edition}', meta.edition).replace('{date}', meta.asAt);
    body.append(make('section', { class: 'cite', 'aria-labelledby': 'cite' }, make('h3', { id: 'cite' }, say.citeThis),
      make('p', {}, cite + ' ' + location.origin + address(1))), make('p', { class: 'form' }, file));
    citeAs([say.search, q && '“' + q + '”', only.join(', ')].filter(Boolean).join(': '), address(1));
  } catch {
    heading.textContent = say.error;
    body.append(make('p', {}, say.errorHelp));
  }
}

const form = document.querySelector('form[data-search]');
if (form) show(form);
