import { avatar, botAvatar, h, icon } from './dom.js';
import { linkify } from './linkify.js';
import { ownUrl, safeHref, sanitise } from './sanitise.js';
import { nameOf } from './state.js';
import { language, t } from './text.js';
import { fullTime, hourMinute } from './time.js';

const UNITS = ['B', 'KB', 'MB', 'GB'];

export function fileSize(bytes) {
  let [value, unit] = [Number(bytes) || 0, 0];
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit && value < 100 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

/** One line of what a message says. */
export function preview(message) {
  const text = (message.text ?? '').replace(/\s+/g, ' ').trim();
  if (message.file) {
    const label = message.file.is_photo ? t('message.photo') : t('message.file', { name: message.file.name });
    return text ? `${label} ${text}` : label;
  }
  return text;
}

function fileCard(file) {
  const url = ownUrl(file.url);
  if (file.is_photo && url) {
    return h('a', { class: 'photo', href: url, target: '_blank', rel: 'noopener' }, h('img', { src: url, alt: file.name || t('message.photo') }));
  }
  const kind = (file.name?.match(/\.(\w{1,5})$/)?.[1] ?? '').toUpperCase();
  return h(url ? 'a' : 'div', { class: 'file', href: url, download: url && (file.name || true), title: url && t('message.download', { name: file.name }) },
    h('span', { class: 'file-mark', 'aria-hidden': 'true' }, kind || icon('file')),
    h('span', { class: 'file-text' }, h('span', { class: 'file-name' }, file.name), h('span', { class: 'file-size' }, fileSize(file.size))));
}

function quote(message, context) {
  const original = context.original;
  return h('button', { type: 'button', class: 'reply-quote', 'data-goto': message.reply_to },
    h('span', { class: 'reply-name' }, original ? nameOf(original.from) : t('message.gone')),
    original && h('span', { class: 'reply-text' }, preview(original)));
}

function text(message) {
  const body = h('div', { class: 'text' });
  if (message.html) body.append(sanitise(message.html));
  else body.append(message.text ?? '');
  linkify(body);
  return body;
}

function meta(message) {
  return h('span', { class: 'meta' },
    message.silent && h('span', { class: 'quiet', role: 'img', 'aria-label': t('message.silent'), title: t('message.silent') }, icon('quiet')),
    message.edited && h('span', { class: 'edited', title: fullTime(message.edited) }, t('message.edited')),
    h('time', { datetime: message.date, title: fullTime(message.date) }, hourMinute(message.date)));
}

function key(button) {
  const label = h('span', { class: 'key-label' }, button.text);
  const href = button.url ? safeHref(button.url) : null;
  if (href) return h('a', { class: 'key', href, target: '_blank', rel: 'noopener noreferrer', title: href }, label, icon('out'), h('span', { class: 'unseen' }, t('message.link')));
  const dead = button.data === null || button.data === undefined;
  return h('button', { type: 'button', class: 'key', 'data-press': dead ? null : button.data, disabled: dead }, label);
}

function keyboard(rows) {
  const filled = (rows ?? []).filter((row) => row.length);
  return filled.length ? h('div', { class: 'keyboard' }, filled.map((row) => h('div', { class: 'key-row' }, row.map(key)))) : null;
}

/** Everything besides the message itself that changes how it looks: equal strings, equal looks. */
export const lookOf = (context) => JSON.stringify([language(), context.own, context.named, context.joined, context.ending, context.original?.id, context.original?.text]);

export function renderMessage(message, context) {
  const name = nameOf(message.from);
  const hasText = Boolean(message.html || message.text);
  const bubble = h('div', { class: `bubble${message.file?.is_photo && !hasText ? ' bare' : ''}` },
    context.named && h('div', { class: `author ${message.from.is_bot ? 'author-bot' : `ink-${Math.abs(message.from.id) % 8}`}` }, name),
    message.reply_to !== null && message.reply_to !== undefined && quote(message, context),
    message.file && fileCard(message.file),
    hasText && text(message),
    meta(message));
  const face = context.faces && (context.ending ? (message.from.is_bot ? botAvatar('small') : avatar(message.from.id, name, 'small')) : h('span', { class: 'face-gap' }));
  const classes = ['message', context.own ? 'own' : 'other', context.joined && 'joined', context.ending && 'ending'].filter(Boolean).join(' ');
  return h('article', { class: classes, 'data-testid': `message-${message.id}`, 'data-id': message.id, 'aria-label': context.own ? t('you') : name },
    !context.own && face,
    h('div', { class: 'body' },
      h('div', { class: 'line' }, bubble,
        h('button', { type: 'button', class: 'tool reply', 'data-reply': message.id, 'aria-label': t('message.reply'), title: t('message.reply') }, icon('reply'))),
      keyboard(message.buttons)));
}

/** A quotation that fits needs no "show more"; only the laid-out page knows. */
export function settle(node) {
  for (const body of node.querySelectorAll('.expandable:not(.open) > .quote-body')) {
    body.nextElementSibling.hidden = body.scrollHeight <= body.clientHeight + 2;
  }
}
