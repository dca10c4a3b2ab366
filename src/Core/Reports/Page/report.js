'use strict';
(() => {
  // ---- data: the first time line comes first, so that it is drawn before the browser has read the rest

  const read = id => JSON.parse(document.getElementById(id).textContent);
  const head = read('head-data');
  const failures = head.failures ?? [];
  let body = null;

  const KINDS = ['passed', 'passed, but tests vanished', 'passed on old binaries', 'only known failures', 'failed', 'blocked', 'reset'];
  const SHORT = ['passed', 'vanished', 'stale', 'known', 'failed', 'blocked', 'reset'];
  const [PASS, VANISHED, STALE, KNOWN, FAIL, BLOCKED, RESET] = KINDS.keys();
  const VERDICTS = ['', 'plateau', 'oscillating', 'stalled', 'blocked'];
  const STATES = { F: 'failed', K: 'failed, known', V: 'did not run', P: 'did not fail', '-': 'not known' };

  const letter = f => (f < 26 ? '' : letter(Math.floor(f / 26) - 1)) + String.fromCharCode(65 + f % 26);
  // a failure that came once among many has no colour: those that come back stand out
  const color = f => failures.length > 8 && failures[f] < 2 ? 'f0' : `f${f % 8 + 1}`;
  const text = place => place === undefined ? '' : body.texts[place];
  const texts = places => (places ?? []).map(text);
  const plural = (n, one, many = one + 's') => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
  const duration = ms => ms < 0 || ms === undefined ? '' : ms < 1000 ? `${ms} ms` : ms < 60000 ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60000)} min ${Math.round(ms % 60000 / 1000)} s`;
  const capital = word => word[0].toUpperCase() + word.slice(1);
  const clamp = (n, min, max) => Math.max(min, Math.min(max, n));
  const tone = severity => severity === 'none' ? '' : severity;

  // ---- elements: a text of the journal is only ever set as text

  const $ = id => document.getElementById(id);
  function build(element, props, children) {
    for (const [name, value] of Object.entries(props ?? {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (name === 'text') element.textContent = value;
      else element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.flat().filter(child => child || child === 0));
    return element;
  }
  const h = (name, props, ...children) => build(document.createElement(name), props, children);
  const s = (name, props, ...children) => build(document.createElementNS('http://www.w3.org/2000/svg', name), props, children);

  // ---- marks

  function shape(kind, f, r) {
    const name = f >= 0 ? letter(f) : '';
    const label = (word, extra = '') => s('text', { class: `${word.length > 2 ? 'tiny ' : ''}${extra}`, y: .5, text: word });
    switch (kind) {
      case PASS: return [s('circle', { class: 'pass', r }), s('path', { class: 'tick', d: `M${-r * .45} ${r * .02}l${r * .32} ${r * .34}l${r * .6} ${-r * .66}` })];
      case VANISHED: return [s('circle', { class: 'hollow open', r: r - 1 }), label('V')];
      case STALE: return [s('circle', { class: 'hollow open', r: r - 1 }), label('S')];
      case KNOWN: return [s('circle', { class: 'hollow pass', r: r - 1 }), label('K')];
      case RESET: return [s('path', { class: 'reset', d: `M0 ${-r}V${r}M${-r * .7} ${-r}H${r * .7}M${-r * .7} ${r}H${r * .7}` })];
      case BLOCKED: return [
        s('path', { class: f >= 0 ? color(f) : 'f0', d: `M0 ${-r * 1.2}L${r * 1.2} 0L0 ${r * 1.2}L${-r * 1.2} 0Z` }),
        label(name || '!', f >= 0 && color(f) !== 'f0' ? 'on' : '')];
      default: return [
        s('rect', { class: f >= 0 ? color(f) : 'f0', x: -r, y: -r, width: 2 * r, height: 2 * r, rx: 4 }),
        label(name || '?', f >= 0 && color(f) !== 'f0' ? 'on' : '')];
    }
  }
  const icon = (kind, f, size = 22) => s('svg', { width: size, height: size, viewBox: '-12 -12 24 24', 'aria-hidden': 'true' }, shape(kind, f, kind === BLOCKED ? 9 : 10));
  const describe = (stream, i) => {
    const [kind, f, count] = [+stream.kinds[i], stream.fails[i], stream.counts?.[i] ?? -1];
    const spans = stream.brackets.filter(b => b.first <= i && i <= b.last).map(b => b.label);
    return [`attempt ${stream.numbers[i]} ${KINDS[kind]}`, f >= 0 && `failure ${letter(f)}`, kind === FAIL && count >= 0 && `${count} failing`,
      i === stream.best && 'the best', ...spans].filter(Boolean).join(', ');
  };

  // ---- one stream: brackets, marks, durations, failing counts and tests over one axis

  const [PAPER, ON_PAPER] = [630, 40];

  class Figure {
    constructor(stream, host) {
      Object.assign(this, { stream, host, active: stream.kinds.length - 1, id: `s${head.streams.indexOf(stream)}` });
      this.svg = s('svg', { role: 'presentation' });
      this.space = h('div', {}, this.svg);
      this.scroll = h('div', { class: 'scroll', tabindex: 0, role: 'listbox', 'aria-orientation': 'horizontal',
        'aria-label': `${stream.name}: ${plural(stream.kinds.length, 'attempt')}; arrow keys move, Enter opens` }, this.space);
      this.labels = h('ul', { class: 'labels', 'aria-label': `Tests of ${stream.name} that failed` });
      host.append(this.labels, this.scroll);
      this.scroll.addEventListener('scroll', () => this.later());
      this.scroll.addEventListener('pointermove', e => this.point(e));
      this.scroll.addEventListener('pointerleave', () => this.point(null));
      this.scroll.addEventListener('click', e => { const i = this.at(e); if (i >= 0) { this.active = i; this.draw(); reveal(stream.marks[i]); } });
      this.scroll.addEventListener('keydown', e => this.key(e));
      this.scroll.addEventListener('focus', () => this.draw());
      this.scroll.addEventListener('blur', () => { hideTip(); this.draw(); });
      this.lanes = this.assignLanes();
      this.resize(true);
    }

    assignLanes() {
      const ends = [];
      return this.stream.brackets.map(b => {
        let lane = ends.findIndex(end => end < b.first);
        lane = lane < 0 ? Math.min(ends.length, 3) : lane;
        ends[lane] = Math.max(ends[lane] ?? -1, b.last + Math.ceil(b.label.length * 6.4 / 24) - (b.last - b.first));
        ends[lane] = Math.max(ends[lane], b.last);
        return lane;
      });
    }

    resize(isFirst) {
      const { stream, scroll, host } = this;
      const n = stream.kinds.length;
      host.classList.toggle('stacked', printing || innerWidth < 640);
      const stacked = host.classList.contains('stacked');
      // the width of a sheet is not known before the browser lays it out
      this.width = printing ? PAPER : scroll.clientWidth;
      this.start = printing ? Math.max(0, n - ON_PAPER) : 0;
      this.cell = clamp(Math.floor(this.width / (n - this.start)), printing ? 14 : 24, 40);
      this.r = Math.min(10, this.cell / 2 - 1);
      let y = 2;
      const row = (name, height, isShown = true) => { this[name] = isShown ? y : -1; y += isShown ? height : 0; };
      row('yBrackets', 21 * (Math.max(-1, ...this.lanes) + 1));
      row('yMarks', 32);
      row('yNumbers', 18);
      row('yTimes', 46, $('durations').checked);
      this.hasCounts = (stream.counts ?? []).some(count => count > 0);
      row('ySteps', 66, this.hasCounts);
      this.rowHeight = stacked ? 40 : 22;
      row('yTests', (stream.tests.length) * this.rowHeight + (stream.omitted ? 22 : 0) + 6, stream.tests.length > 0);
      this.height = y + 2;
      this.space.style.width = `${(n - this.start) * this.cell}px`;
      this.svg.setAttribute('width', this.width);
      this.svg.setAttribute('height', this.height);
      this.drawLabels(stacked);
      if (isFirst || printing) scroll.scrollLeft = printing ? 0 : 1e9;
      this.draw();
    }

    drawLabels(stacked) {
      const { stream } = this;
      const place = (y, height, ...children) => {
        const item = h('li', {}, ...children);
        item.style.top = `${y}px`;
        item.style.height = `${height}px`;
        return item;
      };
      const rows = [];
      if (!stacked) {
        rows.push(place(this.yMarks, 32, 'attempts'));
        if (this.yTimes >= 0) rows.push(place(this.yTimes, 46, 'duration'));
        if (this.ySteps >= 0) rows.push(place(this.ySteps, 66, 'failing'));
      }
      stream.tests.forEach((test, i) => {
        const states = [...test.states];
        const times = states.filter(state => state === 'F').length;
        const note = `failed in ${times} of ${plural(states.length, 'attempt')}; at the end: ${STATES[states.at(-1)]}`
          + (test.pair ? `; never passed together with ${test.pair}` : '');
        const item = place(this.yTests + i * this.rowHeight, stacked ? 18 : 22,
          h('span', { class: 'name', text: shorten(test.id) }), h('span', { class: 'hidden', text: `${test.id}: ${note}` }),
          test.remark && h('span', { class: 'remark', 'aria-hidden': 'true', text: test.remark }));
        item.title = `${test.id}\n${note}`;
        rows.push(item);
      });
      if (stream.omitted) rows.push(place(this.yTests + stream.tests.length * this.rowHeight, 22, `and ${plural(stream.omitted, 'more test')}`));
      this.labels.replaceChildren(...rows);
    }

    later() {
      this.frame ??= requestAnimationFrame(() => { this.frame = null; this.draw(); });
    }

    draw() {
      const { stream, cell, svg, start } = this;
      const left = this.scroll.scrollLeft;
      const from = start + clamp(Math.floor(left / cell) - 2, 0, stream.kinds.length);
      const to = Math.min(stream.kinds.length, start + Math.ceil((left + this.width) / cell) + 2);
      const x = i => (i - start + .5) * cell - left;
      const parts = [];
      if (this.hot >= 0) parts.push(s('rect', { class: 'hot', x: x(this.hot) - cell / 2, y: this.yMarks, width: cell, height: this.height - this.yMarks, rx: 3 }));
      this.drawSteps(parts, x, from, to);
      this.drawTests(parts, x, from, to);
      stream.brackets.forEach((b, k) => this.drawBracket(parts, x, b, this.lanes[k], from, to));
      const every = cell < 26 ? 5 : 1;
      const longest = Math.max(1, ...(stream.times ?? []));
      for (let i = from; i < to; i++) {
        const isFocus = i === this.active && document.activeElement === this.scroll;
        const y = this.yMarks + 16;
        if (+stream.kinds[i] === RESET) parts.push(s('path', { class: 'rule', d: `M${x(i)} ${y + 12}V${this.height}` }));
        parts.push(s('g', { id: `${this.id}-${i}`, role: 'option', 'aria-label': describe(stream, i), 'aria-selected': String(i === this.active),
          'aria-setsize': stream.kinds.length, 'aria-posinset': i + 1, transform: `translate(${x(i)} ${y})` },
          shape(+stream.kinds[i], stream.fails[i], +stream.kinds[i] === BLOCKED ? this.r * .92 : this.r),
          isFocus && s('rect', { class: 'focus', x: -this.r - 3.5, y: -this.r - 3.5, width: 2 * this.r + 7, height: 2 * this.r + 7, rx: 6 })));
        if (stream.numbers[i] % every === 0 || i === stream.kinds.length - 1 && every === 1) {
          parts.push(s('text', { class: 'small', x: x(i), y: this.yNumbers + 6, 'aria-hidden': 'true', text: stream.numbers[i] }));
        }
        if (this.yTimes >= 0 && stream.times?.[i] >= 0) {
          const height = Math.max(1.5, stream.times[i] / longest * 36);
          parts.push(s('rect', { class: 'time', x: x(i) - Math.min(7, cell / 2 - 2), y: this.yTimes + 40 - height, width: Math.min(14, cell - 4), height, rx: 1.5 }));
        }
      }
      svg.replaceChildren(...parts);
      this.scroll.setAttribute('aria-activedescendant', `${this.id}-${clamp(this.active, from, to - 1)}`);
    }

    drawBracket(parts, x, b, lane, from, to) {
      if (b.last < from || b.first >= to) return;
      const y = this.yBrackets + 21 * lane;
      const [x1, x2] = [x(b.first) - this.r, x(b.last) + this.r];
      parts.push(s('path', { class: `bracket ${tone(b.severity)}`, d: `M${x1} ${y + 20}V${y + 15}H${x2}V${y + 20}` }));
      // a bracket that begins to the left of the window keeps its label where there is room
      if (x1 >= 0 || x2 > b.label.length * 7) parts.push(s('text', { 'aria-hidden': 'true', class: `tag ${tone(b.severity)}`, x: Math.max(x1, 2), y: y + 7, text: b.label }));
    }

    drawSteps(parts, x, from, to) {
      if (this.ySteps < 0) return;
      const { stream, cell } = this;
      const most = Math.max(1, ...stream.counts);
      const base = this.ySteps + 58;
      const y = count => base - count / most * 40;
      parts.push(s('path', { class: 'rule', d: `M${x(from) - cell / 2} ${base}H${x(to - 1) + cell / 2}` }));
      let [line, area, pen] = ['', '', false];
      for (let i = from; i < to; i++) {
        const count = stream.counts[i];
        if (count < 0) { if (pen) area += `V${base}Z`; pen = false; continue; }
        const [x1, x2] = [x(i) - cell / 2, x(i) + cell / 2];
        line += pen ? `V${y(count)}H${x2}` : `M${x1} ${y(count)}H${x2}`;
        area += pen ? `V${y(count)}H${x2}` : `M${x1} ${base}V${y(count)}H${x2}`;
        pen = true;
      }
      if (pen) area += `V${base}Z`;
      parts.push(s('path', { class: 'area', d: area || 'M0 0' }), s('path', { class: 'steps', d: line || 'M0 0' }));
      let shown = -99;
      for (let i = from; i < to; i++) {
        const count = stream.counts[i];
        const isBest = i === stream.best;
        if (isBest) parts.push(star(x(i), y(count) - 8));
        else if (count >= 0 && count !== stream.counts[i - 1] && x(i) - shown >= 22) {
          parts.push(s('text', { class: 'value', x: x(i), y: y(count) - 8, text: count }));
          shown = x(i);
        }
      }
    }

    drawTests(parts, x, from, to) {
      const { stream, cell } = this;
      const side = Math.min(14, cell - 4);
      stream.tests.forEach((test, row) => {
        const y = this.yTests + row * this.rowHeight + this.rowHeight - 11;
        parts.push(s('path', { class: 'rule', d: `M${x(from) - cell / 2} ${y}H${x(to - 1) + cell / 2}` }));
        const of = state => [...test.states.slice(from, to)].flatMap((c, i) => c === state ? [x(from + i)] : []);
        const box = (cx, d) => `M${cx - d} ${y - d}h${2 * d}v${2 * d}h${-2 * d}z`;
        const paths = [
          ['halo', of('P').concat(of('K'), of('V')).map(cx => box(cx, side / 2))],
          ['failed', of('F').map(cx => box(cx, side / 2))],
          ['known', of('K').map(cx => box(cx, side / 2 - 1))],
          ['gone', of('V').map(cx => `${box(cx, side / 2 - 1)}M${cx - side / 2 + 1} ${y + side / 2 - 1}l${side - 2} ${2 - side}`)],
          ['did', of('P').map(cx => `M${cx - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`)],
        ];
        for (const [name, ds] of paths) if (ds.length) parts.push(s('path', { class: name, d: ds.join('') }));
      });
    }

    at(e) {
      const i = this.start + Math.floor((e.clientX - this.scroll.getBoundingClientRect().left + this.scroll.scrollLeft) / this.cell);
      return i < this.stream.kinds.length ? i : -1;
    }

    point(e) {
      const i = e ? this.at(e) : -1;
      if (i !== this.hot) { this.hot = i; this.later(); }
      if (i < 0) hideTip(); else showTip(this.stream, i, e.clientX, e.clientY);
    }

    key(e) {
      const last = this.stream.kinds.length - 1;
      const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -1e9, End: 1e9 };
      if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); reveal(this.stream.marks[this.active], true); return; }
      if (!(e.key in steps)) return;
      e.preventDefault();
      this.active = clamp(this.active + steps[e.key], 0, last);
      const x = this.active * this.cell;
      this.scroll.scrollLeft = clamp(this.scroll.scrollLeft, x + this.cell * 2 - this.width, x - this.cell);
      this.draw();
      const box = this.scroll.getBoundingClientRect();
      showTip(this.stream, this.active, box.left + x - this.scroll.scrollLeft + this.cell / 2, box.top + this.yMarks + 16);
    }
  }

  const shorten = id => {
    const open = id.indexOf('(');
    const name = open < 0 ? id : id.slice(0, open);
    const dot = name.lastIndexOf('.');
    return dot < 0 ? id : name.slice(dot + 1) + (open < 0 ? '' : id.slice(open));
  };
  const star = (x, y) => s('path', { class: 'star', transform: `translate(${x} ${y}) scale(.8)`,
    d: 'M0-8.2L2.3-2.9 8-2.5 3.7 1.2 5 6.8 0 3.8-5 6.8-3.7 1.2-8-2.5-2.3-2.9Z' });

  // ---- the tip beside a mark

  function showTip(stream, i, x, y) {
    const tip = $('tip');
    const attempt = body?.attempts[stream.marks[i]];
    const kind = +stream.kinds[i];
    const lines = [h('b', { text: `${stream.numbers[i]} · ${KINDS[kind]}${stream.fails[i] >= 0 ? ` · ${letter(stream.fails[i])}` : ''}${i === stream.best ? ' · best' : ''}` })];
    if (attempt) {
      const facts = [text(attempt.tests), kind === FAIL && text(attempt.effect), duration(stream.times?.[i])].filter(Boolean).join(' · ');
      const item = attempt.items && body.items[attempt.items[0]];
      lines.push(text(attempt.action) && h('span', { text: text(attempt.action) }), facts && h('span', { text: facts }),
        item && h('span', { text: `${shorten(text(item.id))}: ${text(item.message).slice(0, 160)}` }));
    }
    tip.replaceChildren(...lines.filter(Boolean));
    tip.hidden = false;
    tip.style.left = `${clamp(x + 14, 12, innerWidth - tip.offsetWidth - 12)}px`;
    tip.style.top = `${y + 22 + tip.offsetHeight > innerHeight ? y - tip.offsetHeight - 16 : y + 22}px`;
  }
  const hideTip = () => { $('tip').hidden = true; };

  // ---- the summary and the time lines

  let printing = false;
  const figures = [];

  function drawSummary() {
    const mood = head.severity === 'none' ? (head.state === 'passed' ? 'good' : '') : head.severity;
    document.title = `${capital(head.state)} · loop report`;
    $('loop').textContent = head.loop;
    $('state').append(h('span', { class: mood, text: capital(head.state) }), head.code && h('span', { class: `code ${mood}`, text: head.code }));
    $('standing').textContent = head.standing;
    $('advice').textContent = head.advice;
    if (mood) $('advice').classList.add(mood);
    $('facts').append(...head.facts.map(fact => h('li', { text: fact })));
  }

  function drawLegend() {
    const kinds = new Set(head.kinds);
    const example = Math.max(0, failures.findIndex((_, f) => color(f) !== 'f0'));
    const one = (svg, word) => h('span', {}, svg, word);
    const entries = [...kinds].sort().map(kind => one(icon(+kind, +kind === FAIL ? example : -1), +kind === FAIL ? 'failed: a letter for each failure' : KINDS[+kind]));
    if (kinds.has(String(FAIL)) && failures.length > 8) entries.push(one(s('svg', { width: 22, height: 22, viewBox: '-12 -12 24 24', 'aria-hidden': 'true' },
      s('rect', { class: 'f0', x: -10, y: -10, width: 20, height: 20, rx: 4 })), 'a failure that came once'));
    const cell = (name, d) => s('svg', { width: 16, height: 16, viewBox: '-8 -8 16 16', 'aria-hidden': 'true' }, s('path', { class: name, d }));
    const states = new Set(head.states);
    const tests = { F: ['failed', 'M-6-6h12v12h-12z'], P: ['did', 'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z'], V: ['gone', 'M-6-6h12v12h-12zM-6 6l12-12'], K: ['known', 'M-6-6h12v12h-12z'] };
    for (const [state, [name, d]] of Object.entries(tests)) if (states.has(state)) entries.push(one(cell(name, d), `test ${STATES[state]}`));
    if (head.hasBest) entries.push(one(s('svg', { width: 16, height: 16, viewBox: '-8 -9 16 17', 'aria-hidden': 'true' }, star(0, 0)), 'best attempt'));
    $('legend').append(...entries);
  }

  const setMarks = (stream, marks) => Object.assign(stream, { marks: [], numbers: [], fails: [], ...marks });

  function drawStreams() {
    head.streams.forEach((stream, i) => {
      const { shown } = stream;
      const figure = h('div', { class: 'figure' });
      const mood = tone(stream.severity) || (stream.end === PASS ? 'good' : 'soft');
      const state = stream.verdict === 'progress' ? (shown ? SHORT[stream.end] : 'older') : stream.verdict;
      const article = h('article', { class: 'stream', 'aria-labelledby': `stream-${i}` },
        h('div', { class: 'title' }, h('h3', { id: `stream-${i}`, text: stream.name }), h('span', { class: `chip ${mood}`, text: state }),
          h('p', { class: 'count', text: shown < stream.count ? `the newest ${shown.toLocaleString('en')} of ${plural(stream.count, 'attempt')}` : plural(stream.count, 'attempt') },
            shown > ON_PAPER && h('span', { class: 'on-paper', text: ` (the newest ${ON_PAPER} on paper)` }))),
        stream.text && !(head.streams.length === 1 || i === 0 && head.state === stream.verdict) && h('p', { class: 'text', text: stream.text }), figure);
      figure.draw = () => { if (shown && stream.kinds && !figure.drawn) { figure.drawn = true; figures.push(new Figure(stream, figure)); } };
      figure.style.minHeight = `${100 + stream.rows * 22}px`;
      $('streams').append(article);
      if (i === 0) { setMarks(stream, stream); figure.draw(); }
    });
  }

  function drawOtherStreams() {
    head.streams.slice(1).forEach((stream, i) => setMarks(stream, body.streams[i]));
    const observer = new IntersectionObserver(entries => entries.filter(e => e.isIntersecting).forEach(e => { observer.unobserve(e.target); e.target.draw(); }), { rootMargin: '600px' });
    [...document.querySelectorAll('.figure')].slice(1).forEach(figure => observer.observe(figure));
  }

  // ---- the attempts: a table of which only the visible rows are in the page

  const state = { rows: [], open: new Map(), drawn: new Map() };
  const rowHeight = () => printing ? 0 : innerWidth <= 640 ? 56 : 40;
  const columns = () => [...document.querySelectorAll('thead th')].filter(th => th.offsetWidth > 0).length;
  const spacers = [0, 1].map(() => h('tr', { 'aria-hidden': 'true' }, h('td')));
  spacers.forEach(row => { row.firstChild.style.cssText = 'padding:0;border:0'; });

  function makeRow(place, index) {
    const attempt = body.attempts[place];
    const stream = head.streams[attempt.s];
    const kind = attempt.kind;
    const verdict = VERDICTS[attempt.v ?? 0];
    const changed = texts(attempt.changed);
    const files = changed.map(file => file.slice(file.lastIndexOf('/') + 1)).join(', ');
    const effect = text(attempt.effect);
    const button = h('button', { type: 'button', 'aria-expanded': String(state.open.has(place)), text: attempt.n,
      'aria-label': `Attempt ${attempt.n}${stream && head.streams.length > 1 ? ` of ${stream.name}` : ''}` });
    const row = h('tr', { class: `row${state.open.has(place) ? ' is-open' : ''}`, 'aria-rowindex': index + 2 },
      h('td', {}, button),
      h('td', {}, h('span', { class: 'outcome' }, icon(kind, attempt.f ?? -1), h('span', { text: SHORT[kind] + (attempt.f >= 0 ? ` ${letter(attempt.f)}` : '') }))),
      h('td', { class: 's soft', title: stream?.name, text: stream?.name ?? 'all streams' }),
      h('td', { class: 'a soft', title: text(attempt.agent), text: text(attempt.agent) }),
      h('td', { class: 'action grow', title: text(attempt.action) }, text(attempt.action) || text(attempt.note), h('small', { text: [effect, verdict].filter(Boolean).join(' · ') })),
      h('td', { class: 'm soft', title: effect, text: effect }),
      h('td', { class: 'l soft', title: changed.join('\n'), text: files }),
      h('td', { class: `m ${kind === FAIL || kind === BLOCKED ? (verdict === 'plateau' ? 'warning' : verdict ? 'error' : '') : ''}`, title: text(attempt.why), text: verdict }),
      h('td', { class: 'l num soft', text: duration(attempt.ms) }));
    row.addEventListener('click', () => { if (!getSelection().toString()) toggle(place); });
    row.addEventListener('keydown', e => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (step) { e.preventDefault(); focusRow(clamp(state.rows.indexOf(place) + step, 0, state.rows.length - 1)); }
    });
    const drawn = { row, detail: state.open.has(place) ? makeDetail(attempt) : null };
    state.drawn.set(place, drawn);
    return drawn;
  }

  function makeDetail(attempt) {
    const list = items => h('ul', {}, items.map(item => h('li', { text: item })));
    const fields = [];
    const field = (name, content) => { if (content && (typeof content !== 'string' || content.length)) fields.push(h('dt', { text: name }), h('dd', {}, content)); };
    const names = (name, places) => { if (places) field(name, list(texts(places))); };
    field('Action', text(attempt.action));
    field('Agent', text(attempt.agent));
    field('Hypothesis', text(attempt.hypothesis));
    field('Note', text(attempt.note));
    field('Result', [KINDS[attempt.kind], text(attempt.tests), text(attempt.effect), text(attempt.stage) && `stage ${text(attempt.stage)}`].filter(Boolean).join(' · '));
    field('Verdict', attempt.v ? `${capital(VERDICTS[attempt.v])}: ${text(attempt.why)}` : '');
    names('Fixed', attempt.fixed);
    names('Broke', attempt.broke);
    names('Did not run', attempt.vanished);
    names('Old binaries', attempt.stale);
    names('Known, fixed', attempt.knownFixed);
    names('Files changed', attempt.changed);
    if (attempt.causes) {
      field('Causes', h('div', {}, attempt.causes.map(place => {
        const cause = body.causes[place];
        const where = [text(cause.frame) && `at ${text(cause.frame)}`, ...texts(cause.callers).map(line => `from ${line}`), text(cause.testFrame) && `the test's line: ${text(cause.testFrame)}`].filter(Boolean).join('\n');
        return h('div', { class: 'item' }, h('b', { text: `${plural(cause.count, 'failure')}: ${text(cause.type)}` }), h('div', { class: 'soft', text: `one is ${text(cause.id)}` }),
          h('pre', { text: [text(cause.message), where, texts(cause.printed).map(line => `printed: ${line}`).join('\n')].filter(Boolean).join('\n') }));
      })));
    }
    if (attempt.items) field('Failures', h('div', {}, attempt.items.map(place => makeItem(body.items[place])), attempt.more && h('p', { class: 'soft', text: `and ${attempt.more.toLocaleString('en')} more, which the record does not name` })));
    if (attempt.cut) field('Details', 'left out to keep this file small; the journal has them');
    if (attempt.tree !== undefined) field('Go back', h('code', { class: 'back', text: `loop-journal restore ${text(attempt.tree)}${head.options}` }));
    field('When', [text(attempt.at), duration(attempt.ms), text(attempt.commit) && `commit ${text(attempt.commit)}`].filter(Boolean).join(' · '));
    return h('tr', {}, h('td', { class: 'detail', colspan: columns() }, h('dl', {}, fields)));
  }

  function makeItem(item) {
    const type = text(item.type);
    return h('div', { class: 'item' }, h('b', { text: text(item.id) }), h('pre', { text: [type && !text(item.id).startsWith(type) ? type : '', text(item.message), text(item.site) && `at ${text(item.site)}`].filter(Boolean).join('\n') || 'no message' }));
  }

  function toggle(place) {
    if (state.open.has(place)) state.open.delete(place); else state.open.set(place, 300);
    const focused = document.activeElement?.closest('tr') === state.drawn.get(place)?.row;
    removeRow(place);
    drawRows();
    if (focused) state.drawn.get(place)?.row.querySelector('button').focus({ preventScroll: true });
  }

  function removeRow(place) {
    const drawn = state.drawn.get(place);
    drawn?.row.remove();
    drawn?.detail?.remove();
    state.drawn.delete(place);
  }

  const topOf = index => {
    let top = index * rowHeight();
    for (const [place, height] of state.open) if (state.index.get(place) < index) top += height;
    return top;
  };

  function drawRows() {
    const [table, tbody] = [$('table'), $('rows')];
    const n = state.rows.length;
    let [from, to] = [0, Math.min(n, 200)];
    if (!printing) {
      const [top, height] = [table.scrollTop, table.clientHeight];
      from = clamp(Math.floor(top / rowHeight()), 0, Math.max(0, n - 1));
      while (from > 0 && topOf(from) > top) from--;
      to = from;
      while (to < n && topOf(to) < top + height) to++;
      [from, to] = [Math.max(0, from - 8), Math.min(n, to + 8)];
    }
    const wanted = new Set(state.rows.slice(from, to));
    for (const place of [...state.drawn.keys()]) if (!wanted.has(place)) removeRow(place);
    spacers[0].firstChild.style.height = `${printing ? 0 : topOf(from)}px`;
    spacers[1].firstChild.style.height = `${printing ? 0 : topOf(n) - topOf(to)}px`;
    if (spacers[0].parentNode !== tbody) tbody.replaceChildren(...spacers);
    let next = spacers[0].nextSibling;
    const put = element => { if (element === next) next = next.nextSibling; else tbody.insertBefore(element, next); };
    for (let i = from; i < to; i++) {
      const { row, detail } = state.drawn.get(state.rows[i]) ?? makeRow(state.rows[i], i);
      row.setAttribute('aria-rowindex', i + 2);
      put(row);
      if (detail) { put(detail); state.open.set(state.rows[i], detail.offsetHeight); }
    }
    if (!printing) spacers[1].firstChild.style.height = `${topOf(n) - topOf(to)}px`;
  }

  function focusRow(index) {
    const [table, top] = [$('table'), topOf(index)];
    if (top < table.scrollTop || top + 2 * rowHeight() > table.scrollTop + table.clientHeight) table.scrollTop = top - table.clientHeight / 2;
    drawRows();
    state.drawn.get(state.rows[index])?.row.querySelector('button').focus({ preventScroll: true });
  }

  // Opens an attempt in the table, which shows all attempts again where its filter hides it
  function reveal(place, takesFocus) {
    if (!body) return;
    if (!state.index.has(place)) { $('filters').reset(); filter(); }
    if (!state.open.has(place)) state.open.set(place, 300);
    removeRow(place);
    hideTip();
    $('table').scrollTop = topOf(state.index.get(place));
    drawRows();
    $('attempts').scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    state.drawn.get(place)?.row.querySelector('button').focus({ preventScroll: true });
  }

  // ---- the filter: the texts are searched once, then each attempt is asked whether it refers to one of them

  let lower = null;
  function filter() {
    const form = $('filters').elements;
    const words = form.text.value.toLowerCase().trim();
    const [stream, failure, kind, agent] = [form.stream.value, form.failure.value, form.kind.value, form.agent.value];
    let hits = null;
    if (words) {
      lower ??= body.texts.map(one => one.toLowerCase());
      hits = new Set();
      lower.forEach((one, i) => { if (one.includes(words)) hits.add(i); });
    }
    const has = place => hits.has(place);
    const some = places => places !== undefined && places.some(has);
    const itemHits = hits && new Set(body.items.flatMap((item, i) => has(item.id) || has(item.type) || has(item.message) || has(item.site) ? [i] : []));
    const causeHits = hits && new Set(body.causes.flatMap((cause, i) => has(cause.id) || has(cause.message) || has(cause.frame) || some(cause.printed) ? [i] : []));
    const matches = attempt => has(attempt.action) || has(attempt.agent) || has(attempt.effect) || has(attempt.hypothesis) || has(attempt.note) || has(attempt.commit) || has(attempt.why)
      || some(attempt.changed) || some(attempt.fixed) || some(attempt.broke) || some(attempt.vanished)
      || (attempt.items?.some(place => itemHits.has(place)) ?? false) || (attempt.causes?.some(place => causeHits.has(place)) ?? false)
      || attempt.f !== undefined && has(body.failures[attempt.f].id);
    state.rows = [];
    body.attempts.forEach((attempt, place) => {
      if ((stream === '' || attempt.s === undefined || attempt.s === +stream) && (failure === '' || attempt.f === +failure)
        && (kind === '' || attempt.kind === +kind) && (agent === '' || attempt.agent === +agent) && (!hits || matches(attempt))) state.rows.push(place);
    });
    state.index = new Map(state.rows.map((place, i) => [place, i]));
    for (const place of [...state.open.keys()]) if (!state.index.has(place)) state.open.delete(place);
    for (const place of [...state.drawn.keys()]) removeRow(place);
    $('table').scrollTop = 0;
    $('table').querySelector('table').setAttribute('aria-rowcount', state.rows.length + 1);
    drawRows();
    if (state.rows.length === 0) $('rows').replaceChildren(h('tr', {}, h('td', { class: 'empty', colspan: columns(), text: 'No attempt matches. Clear the filter to see all.' })));
    const all = body.attempts.length;
    $('count').textContent = (state.rows.length === all ? plural(all, 'attempt') : `${state.rows.length.toLocaleString('en')} of ${plural(all, 'attempt')}`)
      + (head.records > all ? `, the newest of ${plural(head.records, 'record')}` : '') + ', newest first';
  }

  function drawFilters() {
    const form = $('filters');
    const fill = (name, all, options) => form.elements[name].append(h('option', { value: '', text: all }), ...options.map(([value, word]) => h('option', { value, text: word })));
    fill('stream', 'all streams', head.streams.map((stream, i) => [i, stream.name]));
    $('by-stream').hidden = head.streams.length < 2;
    document.body.classList.toggle('one-stream', head.streams.length < 2);
    const agents = [...new Set(body.attempts.flatMap(attempt => attempt.agent ?? []))];
    fill('agent', 'all agents', agents.map(agent => [agent, body.texts[agent]]));
    $('by-agent').hidden = agents.length === 0;
    document.body.classList.toggle('no-agent', agents.length === 0);
    fill('failure', 'all failures', body.failures.map((failure, i) => [i, `${letter(i)} · ${failure.item ? shorten(text(body.items[failure.item[0]].id)).slice(0, 60) : text(failure.id)}`]));
    fill('kind', 'all outcomes', [...new Set(body.attempts.map(attempt => attempt.kind))].sort().map(kind => [kind, SHORT[kind]]));
    form.addEventListener('input', filter);
    form.addEventListener('submit', e => e.preventDefault());
    form.addEventListener('reset', () => setTimeout(filter));
    let frame = null;
    $('table').addEventListener('scroll', () => { frame ??= requestAnimationFrame(() => { frame = null; drawRows(); }); });
  }

  // ---- the failures

  function drawFailures() {
    const order = body.failures.map((_, i) => i).sort((a, b) => failures[b] - failures[a] || a - b);
    $('failure-count').textContent = order.length ? `${plural(order.length, 'different failure')}, the most frequent first` : '';
    if (order.length === 0) $('failure-list').append(h('li', {}, h('p', { class: 'soft fields', text: 'No attempt failed.' })));
    const runs = new Map(order.map(f => [f, []]));
    head.streams.forEach(stream => stream.fails.forEach((f, i) => { if (f >= 0) runs.get(f).push([stream, i]); }));
    let shown = 0;
    const step = () => {
      order.slice(shown, shown += 20).forEach(f => $('failure-list').append(makeFailure(f, runs.get(f))));
      $('more').hidden = shown >= order.length;
      $('more').textContent = `Show more (${(order.length - shown).toLocaleString('en')} left)`;
    };
    $('more').addEventListener('click', step);
    step();
  }

  function makeFailure(f, runs) {
    const failure = body.failures[f];
    const item = failure.item && body.items[failure.item[0]];
    const last = body.attempts[failure.last];
    const others = (last.items ?? []).slice(1, 4).map(place => shorten(text(body.items[place].id)));
    const more = (last.items?.length ?? 1) + (last.more ?? 0) - 1 - others.length;
    const tried = texts(failure.tried);
    const max = 30;
    const links = runs.slice(-max).map(([stream, i]) => h('a', { href: '#attempts', 'aria-label': describe(stream, i), title: stream.name,
      onclick: e => { e.preventDefault(); reveal(stream.marks[i], true); }, text: stream.numbers[i] }));
    return h('li', { id: `failure-${letter(f)}` }, icon(FAIL, f, 30),
      h('h3', {}, h('span', { class: 'hidden', text: `Failure ${letter(f)}: ` }), item ? text(item.id) : 'failed without a record of what'),
      h('div', { class: 'fields' },
        item && h('pre', { text: [text(item.type) && !text(item.id).startsWith(text(item.type)) ? text(item.type) : '', text(item.message), text(item.site) && `at ${text(item.site)}`].filter(Boolean).join('\n') || text(item.id) }),
        others.length > 0 && h('p', { class: 'soft', text: `with ${others.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}` }),
        h('p', { class: 'runs' }, h('span', { class: 'soft', text: `${text(failure.id)} in ${plural(runs.length, 'attempt')}${runs.length > max ? `, the last ${max}` : ''}:` }), links),
        tried.length > 0 && h('div', {}, h('p', { class: 'soft', text: 'Tried, and it stayed:' }), h('ul', {}, tried.map(action => h('li', { text: action }))))));
  }

  // ---- the theme, the window and print

  function drawTheme() {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
    const label = () => { $('theme').textContent = isDark() ? 'Light' : 'Dark'; $('theme').setAttribute('aria-label', `Switch to the ${isDark() ? 'light' : 'dark'} theme`); };
    $('theme').addEventListener('click', () => { document.documentElement.dataset.theme = isDark() ? 'light' : 'dark'; label(); });
    dark.addEventListener('change', label);
    label();
  }

  const redraw = () => { figures.forEach(figure => figure.resize()); if (body) { for (const place of [...state.drawn.keys()]) removeRow(place); drawRows(); } };
  let pending = null;
  addEventListener('resize', () => { pending ??= requestAnimationFrame(() => { pending = null; if (!printing) redraw(); }); });
  addEventListener('beforeprint', () => { printing = true; document.querySelectorAll('.figure').forEach(figure => figure.draw()); redraw(); });
  addEventListener('afterprint', () => { printing = false; redraw(); });
  $('durations').addEventListener('change', () => figures.forEach(figure => figure.resize()));

  drawTheme();
  drawSummary();
  drawLegend();
  drawStreams();
  performance.mark('first-mark');
  document.addEventListener('DOMContentLoaded', () => {
    body = read('body-data');
    drawOtherStreams();
    body.attempts.forEach(attempt => Object.assign(attempt, { kind: RESET }));
    head.streams.forEach(stream => stream.marks.forEach((place, i) => Object.assign(body.attempts[place],
      { n: stream.numbers[i], kind: +stream.kinds[i], f: stream.fails[i] < 0 ? undefined : stream.fails[i], ms: stream.times[i] })));
    drawFilters();
    filter();
    drawFailures();
    performance.mark('ready');
  });
})();
