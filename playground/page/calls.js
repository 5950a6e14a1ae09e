import { fetchCalls } from './api.js';
import { arrange, h, memory } from './dom.js';
import { showFailure } from './notices.js';
import { on } from './state.js';
import { t } from './text.js';
import { hourMinuteSecond } from './time.js';

const MOST = 500;
const POLL = 'getUpdates';
const wide = window.matchMedia('(min-width: 1200px)');

const panel = document.querySelector('.calls');
const list = document.querySelector('.calls-list');
const query = document.querySelector('.calls-query');
const polls = document.querySelector('.calls-polls');
const count = document.querySelector('.calls-count');
const toggle = document.querySelector('[data-testid="calls-toggle"]');
const dot = document.querySelector('.fault-dot');
const scrim = document.querySelector('.scrim');
const behind = document.querySelectorAll('.topbar, .people, .chat');
const empty = h('p', { class: 'hint' });

/** newest first: { call, key, haystack, node } */
let calls = [];
let newest = 0;

const keyOf = (call) => `${call.seq}|${call.time}`;

function opened(value) {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try { return JSON.parse(value); } catch { return value; }
  }
  return value;
}

/** Parameters that are JSON within JSON (a keyboard) are shown as what they are. */
function pretty(value) {
  if (typeof value === 'string') return value;
  const isMap = value && typeof value === 'object' && !Array.isArray(value);
  const shown = isMap ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, opened(part)])) : value;
  return JSON.stringify(shown, null, 2);
}

const errorText = (error) => (typeof error === 'string' ? error : error?.description ?? JSON.stringify(error));

function hintOf(params) {
  const text = params?.text ?? params?.caption ?? params?.action ?? '';
  return [params?.chat_id, String(text).replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').slice(0, 80)].filter((part) => part !== undefined && part !== '').join(' · ');
}

function lookOf(call) {
  if (!call.ok) return 'bad';
  return call.violations?.length ? 'odd' : 'good';
}

const STATES = { good: 'calls.ok', odd: 'calls.odd', bad: 'calls.failed' };

function rowOf(call) {
  const look = lookOf(call);
  const summary = h('summary', {},
    h('span', { class: 'call-top' },
      h('span', { class: 'call-state', role: 'img', 'aria-label': t(STATES[look]) }),
      h('span', { class: 'call-method' }, call.method),
      h('span', { class: 'call-ms' }, `${call.ms < 10 ? call.ms.toFixed(1) : Math.round(call.ms)} ms`),
      h('time', { class: 'call-time', datetime: call.time }, hourMinuteSecond(call.time))),
    h('span', { class: 'call-hint' }, { good: hintOf(call.params), odd: call.violations?.join(', '), bad: errorText(call.error) }[look]));
  const node = h('details', { class: `call ${look}`, 'data-testid': `call-${call.seq}` }, summary);
  node.addEventListener('toggle', () => {
    if (!node.open || node.children.length > 1) return;
    if (!call.ok) node.append(h('p', { class: 'call-label' }, t('calls.error')), h('pre', {}, pretty(call.error)));
    if (call.violations?.length) node.append(h('p', { class: 'call-label' }, t('calls.odd')), h('pre', {}, call.violations.join('\n')));
    node.append(h('p', { class: 'call-label' }, t('calls.params')), h('pre', {}, pretty(call.params ?? {})));
  });
  return node;
}

function add(call) {
  const key = keyOf(call);
  if (calls.some((known) => known.key === key)) return false;
  newest = Math.max(newest, call.seq);
  const haystack = `${call.method} ${call.ok ? 'ok' : 'error'} ${JSON.stringify(call.params ?? {})} ${call.error ? JSON.stringify(call.error) : ''} ${call.violations?.join(' ') ?? ''}`.toLowerCase();
  calls.unshift({ call, key, haystack, node: rowOf(call) });
  // Two streams of one server (the first reading and the events) may overlap.
  calls.sort((a, b) => b.call.seq - a.call.seq);
  calls.length = Math.min(calls.length, MOST);
  return true;
}

function fits({ call, haystack }) {
  if (polls.checked && call.method === POLL && call.ok) return false;
  return query.value.toLowerCase().split(/\s+/).filter(Boolean)
    .every((word) => (word.length > 1 && word[0] === '-' ? !haystack.includes(word.slice(1)) : haystack.includes(word)));
}

function draw() {
  const shown = calls.filter(fits);
  empty.textContent = t(calls.length ? 'calls.hidden' : 'calls.none');
  arrange(list, shown.length ? shown.map((entry) => entry.node) : [empty]);
  count.textContent = shown.length === calls.length ? String(calls.length) : `${shown.length} / ${calls.length}`;
}

export function takeCall(call) {
  const key = keyOf(call);
  if (calls.some((known) => known.call.seq === call.seq && known.key !== key)) restart();
  if (!add(call)) return;
  if (lookOf(call) !== 'good' && panel.hidden) dot.hidden = false;
  draw();
}

/** A number given a second time means a server that started anew. */
function restart() {
  calls = [];
  newest = 0;
  reloadCalls();
}

export async function reloadCalls() {
  try {
    const answer = await fetchCalls(newest);
    for (const call of answer.calls) add(call);
    draw();
  } catch (error) {
    showFailure('load', error);
  }
}

function setOpen(open, keep = true) {
  panel.hidden = !open;
  document.body.classList.toggle('with-calls', open);
  scrim.hidden = !open;
  for (const node of behind) node.inert = open && !wide.matches;
  toggle.setAttribute('aria-expanded', String(open));
  if (open) dot.hidden = true;
  if (keep && wide.matches) memory.set('calls', open ? 'open' : 'closed');
}

function close() {
  setOpen(false);
  toggle.focus();
}

toggle.addEventListener('click', () => {
  setOpen(panel.hidden);
  if (!panel.hidden && !wide.matches) panel.focus();
});
document.querySelector('.calls-close').addEventListener('click', close);
scrim.addEventListener('click', close);
document.addEventListener('keydown', (event) => {
  const drawer = !panel.hidden && !wide.matches && !document.querySelector('dialog[open]');
  if (event.key === 'Escape' && drawer && !query.value) close();
});
document.querySelector('.calls-clear').addEventListener('click', () => {
  calls = [];
  draw();
});
query.addEventListener('input', draw);
polls.addEventListener('change', draw);
wide.addEventListener('change', () => setOpen(wide.matches && memory.get('calls') !== 'closed', false));

on('language', () => {
  for (const entry of calls) entry.node = rowOf(entry.call);
  draw();
});

setOpen(wide.matches && memory.get('calls') !== 'closed', false);
