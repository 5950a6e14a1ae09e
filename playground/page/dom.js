export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

const TONES = 8;

export function avatar(id, name, extra = '') {
  const first = [...(name || '?').trim()][0] ?? '?';
  return h('span', { class: `avatar tone-${Math.abs(Number(id) || 0) % TONES} ${extra}`, 'aria-hidden': 'true' }, first);
}

export function botAvatar(extra = '') {
  return h('span', { class: `avatar seal-avatar ${extra}`, 'aria-hidden': 'true' }, '督');
}

/** Nodes that stay are not moved: a moved node would lose the keyboard's focus. */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

/** A browser that keeps nothing (private mode) must still show the page. */
export const memory = {
  get(key) {
    try { return localStorage.getItem(`duban.${key}`); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(`duban.${key}`, value); } catch { /* nothing to keep it in */ }
  },
};
