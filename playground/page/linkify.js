import { h } from './dom.js';
import { link, safeHref } from './sanitise.js';

const FOUND = /(?<url>https?:\/\/[^\s<>"'“”‘’（）()，。；！？、]+)|(?<=^|[\s(（:：，。、；“"])(?<command>\/[a-z][a-z0-9_]{0,31}(?:@\w{3,32})?)(?![\w/])/gi;

function pieces(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(FOUND)) {
    const { url, command } = match.groups;
    const href = url ? safeHref(url) : null;
    if (url && !href) continue;
    parts.push(text.slice(end, match.index));
    parts.push(command ? h('button', { type: 'button', class: 'command-link', 'data-command': command }, command) : link(href, url));
    end = match.index + match[0].length;
  }
  return end ? [...parts, text.slice(end)].filter((part) => part !== '') : null;
}

/** Telegram's clients make bare addresses and commands clickable; here, too. */
export function linkify(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    if (node.parentElement?.closest('a, code, pre, button, .spoiler')) continue;
    const parts = pieces(node.data);
    if (parts) node.replaceWith(...parts);
  }
}
