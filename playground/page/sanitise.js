import { h } from './dom.js';
import { t } from './text.js';

const PLAIN = { B: 'b', STRONG: 'b', I: 'i', EM: 'i', U: 'u', INS: 'u', S: 's', STRIKE: 's', DEL: 's', CODE: 'code', PRE: 'pre', BR: 'br' };
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'MATH', 'NOSCRIPT', 'TITLE', 'TEXTAREA', 'SELECT']);
const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:', 'tg:']);
const DEEPEST = 60;

export function safeHref(value) {
  try {
    const url = new URL(value);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Only what this server itself serves. */
export function ownUrl(value) {
  try {
    const url = new URL(value, location.href);
    return url.origin === location.origin && url.protocol.startsWith('http') ? url.href : null;
  } catch {
    return null;
  }
}

export function link(href, ...children) {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...children);
}

function spoiler(children) {
  const show = () => {
    node.classList.add('shown');
    for (const name of ['role', 'tabindex', 'aria-label']) node.removeAttribute(name);
  };
  const node = h('span', {
    class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': t('message.spoiler'),
    onclick: (event) => { if (!node.classList.contains('shown')) { event.preventDefault(); show(); } },
    onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); show(); } },
  }, h('span', {}, ...children));
  return node;
}

function expandable(children) {
  const body = h('div', { class: 'quote-body' }, ...children);
  const button = h('button', {
    type: 'button', class: 'quote-more', 'aria-expanded': 'false',
    onclick: () => {
      const open = quote.classList.toggle('open');
      button.setAttribute('aria-expanded', String(open));
      button.textContent = t(open ? 'message.less' : 'message.more');
    },
  }, t('message.more'));
  const quote = h('blockquote', { class: 'expandable' }, body, button);
  return quote;
}

function element(node, children) {
  const plain = PLAIN[node.tagName];
  if (plain) return h(plain, {}, ...children);
  if (node.tagName === 'A') {
    const href = safeHref(node.getAttribute('href') ?? '');
    return href ? link(href, ...children) : children;
  }
  if (node.tagName === 'BLOCKQUOTE') return node.hasAttribute('expandable') ? expandable(children) : h('blockquote', {}, ...children);
  if (node.tagName === 'TG-SPOILER' || (node.tagName === 'SPAN' && node.classList.contains('tg-spoiler'))) return spoiler(children);
  return children;
}

function copy(node, depth) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName.toUpperCase())) return [];
  if (depth > DEEPEST) return [document.createTextNode(node.textContent)];
  return [element(node, copyAll(node.childNodes, depth + 1))].flat();
}

function copyAll(nodes, depth) {
  const copies = [...nodes].flatMap((node) => copy(node, depth));
  copies.forEach((node, at) => {
    // A block ends its own line: the line end after it would show as an empty line, which Telegram does not.
    const block = at > 0 && ['BLOCKQUOTE', 'PRE'].includes(copies[at - 1].nodeName);
    if (block && node.nodeType === Node.TEXT_NODE && node.data.startsWith('\n')) node.deleteData(0, 1);
  });
  return copies;
}

/** Builds new nodes for the known tags; no attribute and no node of the source ever reaches the page. */
export function sanitise(html) {
  // A parsed document is inert: nothing in it runs or loads.
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const out = document.createDocumentFragment();
  out.append(...copyAll(parsed.body.childNodes, 0));
  return out;
}
