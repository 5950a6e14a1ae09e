import { ApiError } from './api.js';
import { arrange, h, icon } from './dom.js';
import { on, personById, state } from './state.js';
import { t } from './text.js';
import { fullTime } from './time.js';

const SHORTEST = 3500;
const PER_CHARACTER = 90;
const ERROR_STAYS = 15_000;
const MOST_ERRORS = 3;

const notices = document.querySelector('.notices');
const errors = document.querySelector('.errors');
const alertSheet = document.querySelector('.alert');

function show(node, key) {
  const others = [...notices.children].filter((child) => child.dataset.testid !== key);
  node.dataset.testid = key;
  arrange(notices, [...others, node]);
  setTimeout(() => node.remove(), SHORTEST + PER_CHARACTER * node.textContent.length);
}

export function showAnswer({ chat_id: chatId, person_id: personId, text, alert }) {
  const name = personById(personId)?.name;
  if (alert) {
    alertSheet.querySelector('.alert-from').textContent = name ? `${state.bot.name} → ${name}` : state.bot.name;
    alertSheet.querySelector('.alert-text').textContent = text;
    if (!alertSheet.open) alertSheet.showModal();
    return;
  }
  const elsewhere = chatId !== state.openChat && name;
  show(h('div', { class: 'toast' }, elsewhere ? t('toast.for', { name, text }) : text), 'toast');
}

/** What was answered in one chat says nothing in the next. */
on('open', () => notices.querySelector('[data-testid="toast"]')?.remove());

export function showClockMoved(instant) {
  show(h('div', { class: 'toast clock-toast' }, t('clock.moved', { when: fullTime(instant) })), 'clock-notice');
}

export function showError(text) {
  const same = [...errors.children].find((child) => child.dataset.text === text);
  same?.remove();
  const bar = h('div', { class: 'error', 'data-testid': 'error', 'data-text': text },
    h('span', {}, text),
    h('button', { type: 'button', class: 'tool', 'aria-label': t('close'), onclick: () => bar.remove() }, icon('close')));
  errors.append(bar);
  while (errors.children.length > MOST_ERRORS) errors.firstChild.remove();
  setTimeout(() => bar.remove(), ERROR_STAYS);
}

function reasonOf(error) {
  // fetch() reports an unreachable server as a TypeError.
  if (error instanceof TypeError) return t('error.network');
  if (!(error instanceof ApiError)) return String(error);
  const key = `why.${error.code}`;
  return t(key) === key ? error.message : t(key);
}

export function showFailure(what, error) {
  console.error(error);
  const why = reasonOf(error);
  showError(t('error.server', { what: t(`what.${what}`), why }));
}
