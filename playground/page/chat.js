import { block, press, say } from './actions.js';
import { clearReply, offerFiles, replyTo } from './composer.js';
import { arrange, avatar, botAvatar, h, icon } from './dom.js';
import { lookOf, preview, renderMessage, settle } from './message.js';
import { goToList, showChat } from './route.js';
import { groupById, isGroup, nameOf, now, on, personById, speakerOf, state } from './state.js';
import { t } from './text.js';
import { dayLabel, wall } from './time.js';

// Nearer to the end than this, a reader is reading the end.
const NEAR = 60;
const JOINED_WITHIN = 5 * 60_000;
const TELEGRAM_HOSTS = new Set(['t.me', 'telegram.me', 'telegram.dog']);

const chat = document.querySelector('.chat');
const head = document.querySelector('.chat-head');
const messages = document.querySelector('.messages');
const thread = document.querySelector('.thread');
const pill = document.querySelector('.pill');
const announcer = document.querySelector('[data-testid="announcer"]');

/** message id -> { message, look, node } of the open chat */
let drawn = new Map();
let drawnChat = null;
let waiting = 0;
let following = true;
let lastTop = 0;

const atEnd = () => messages.scrollHeight - messages.scrollTop - messages.clientHeight < NEAR;

function toEnd() {
  messages.scrollTop = messages.scrollHeight;
  following = true;
  waiting = 0;
  drawPill();
}

function drawPill() {
  pill.hidden = following;
  pill.classList.toggle('counting', waiting > 0);
  pill.setAttribute('aria-label', waiting ? t('chat.new', { n: waiting }) : t('chat.bottom'));
  arrange(pill, waiting ? [icon('down'), document.createTextNode(t('chat.new', { n: waiting }))] : [icon('down')]);
}

function subtitle(text) {
  return h('p', { title: text }, h('span', { class: 'who' }, text), h('span', { class: 'doing' }));
}

/** Only the one line: the buttons beside it keep the focus. */
function drawDoing() {
  const line = head.querySelector('.doing');
  if (!line) return;
  line.textContent = state.typing.has(state.openChat) ? `${typingText(state.openChat)}…` : '';
}

function drawHead() {
  const chatId = state.openChat;
  const group = groupById(chatId);
  const person = personById(chatId);
  if (!group && !person) {
    arrange(head, []);
    return;
  }
  const back = h('button', { type: 'button', class: 'tool back', 'data-testid': 'back', 'aria-label': t('chat.back'), onclick: goToList }, icon('back'));
  if (group) {
    arrange(head, [back, avatar(group.id, group.title, 'square'), h('div', { class: 'chat-title' }, h('h1', {}, group.title),
      subtitle(t('people.members', { n: group.person_ids.length })))]);
    drawDoing();
    return;
  }
  const identity = [t('chat.as', { name: person.name }), person.title].filter(Boolean).join(' · ');
  const blocker = h('button', {
    type: 'button', class: 'tool', 'data-testid': 'block', 'aria-pressed': String(Boolean(person.blocked)),
    'aria-label': t(person.blocked ? 'chat.unblock' : 'chat.block'), title: t(person.blocked ? 'chat.unblock' : 'chat.block'),
    onclick: () => block(person.id, !person.blocked),
  }, icon('block'));
  arrange(head, [back, botAvatar(), h('div', { class: 'chat-title' }, h('h1', {}, state.bot.name), subtitle(identity)), blocker]);
  drawDoing();
}

function typingText(chatId) {
  const action = state.typing.get(chatId)?.action ?? '';
  if (action.includes('document')) return t('chat.sending.document');
  if (action.includes('photo')) return t('chat.sending.photo');
  return t('chat.typing');
}

function typingBubble(chatId) {
  return h('div', { class: 'message other typing' }, isGroup(chatId) && botAvatar('small'),
    h('div', { class: 'bubble', role: 'img', 'aria-label': `${state.bot.name} ${typingText(chatId)}` }, h('i'), h('i'), h('i')));
}

async function startChat(event) {
  const button = event.currentTarget;
  const chatId = state.openChat;
  button.disabled = true;
  button.disabled = await say(chatId, chatId, '/start');
}

function emptyState(chatId) {
  const person = personById(chatId);
  if (!person) {
    const group = groupById(chatId);
    return h('section', { class: 'empty' }, avatar(group.id, group.title, 'large square'), h('h2', {}, group.title), h('p', {}, t('chat.group.hint')));
  }
  return h('section', { class: 'empty' }, avatar(person.id, person.name, 'large'), h('h2', {}, person.name),
    person.title && h('p', { class: 'empty-title' }, person.title), person.about && h('p', {}, person.about),
    !person.blocked && [
      h('button', { type: 'button', class: 'main-button start', 'data-testid': 'start', onclick: startChat }, t('chat.start')),
      h('p', { class: 'faint' }, t('chat.start.hint', { name: person.name }))]);
}

function sameRun(a, b) {
  return Boolean(a && b) && a.from.id === b.from.id && Math.abs(Date.parse(b.date) - Date.parse(a.date)) < JOINED_WITHIN
    && wall(a.date).dayNumber === wall(b.date).dayNumber && !a.buttons?.length;
}

function drawMessages(chatId, list) {
  const group = isGroup(chatId);
  const speaker = speakerOf(chatId);
  const byId = new Map(list.map((message) => [message.id, message]));
  const next = new Map();
  const nodes = [];
  let day = null;
  list.forEach((message, at) => {
    const itsDay = wall(message.date).dayNumber;
    if (itsDay !== day) nodes.push(h('div', { class: 'day', role: 'separator' }, h('span', {}, dayLabel(message.date, now()))));
    day = itsDay;
    const own = !message.from.is_bot && message.from.id === speaker?.id;
    const joined = sameRun(list[at - 1], message);
    const context = {
      own, joined, ending: !sameRun(message, list[at + 1]), faces: group && !own, named: group && !own && !joined,
      original: byId.get(message.reply_to) ?? null,
    };
    const look = lookOf(context);
    const known = drawn.get(message.id);
    const node = known && known.message === message && known.look === look ? known.node : renderMessage(message, context);
    next.set(message.id, { message, look, node });
    nodes.push(node);
  });
  drawn = next;
  return nodes;
}

function focusPlace() {
  const focused = document.activeElement;
  const node = focused?.closest?.('[data-id]');
  if (!node || !thread.contains(node)) return null;
  return { id: Number(node.dataset.id), at: [...node.querySelectorAll('button, a')].indexOf(focused), node };
}

/** A message that was drawn anew (edited) gives the focus back to the button at the same place. */
function restoreFocus(place) {
  const node = place && drawn.get(place.id)?.node;
  if (!place || node === place.node) return;
  const next = node?.querySelectorAll('button, a')[place.at];
  (next ?? messages).focus({ preventScroll: true });
}

function draw({ jump = false } = {}) {
  const chatId = state.openChat;
  if (chatId !== drawnChat) {
    drawn = new Map();
    drawnChat = chatId;
    jump = true;
  }
  const list = state.messages.get(chatId);
  const stay = following && !jump;
  const place = focusPlace();
  let nodes;
  if (chatId === null) nodes = [h('p', { class: 'hint' }, t('chat.pick'))];
  else if (!list) nodes = [h('p', { class: 'hint' }, t('chat.loading'))];
  else if (!list.length) nodes = [emptyState(chatId)];
  else nodes = drawMessages(chatId, list);
  if (list && state.typing.has(chatId)) nodes.push(typingBubble(chatId));
  arrange(thread, nodes);
  settle(thread);
  drawPresses();
  restoreFocus(place);
  if (jump || stay) toEnd();
  else drawPill();
}

/** Marks instead of redrawing, so that opened quotations and the focus stay. */
function drawPresses() {
  for (const { message, node } of drawn.values()) {
    const press = state.presses.get(`${message.chat_id}:${message.id}`);
    let marked = false;
    for (const button of node.querySelectorAll('[data-press]')) {
      const pressed = Boolean(press) && !marked && button.dataset.press === press.data;
      marked ||= pressed;
      button.classList.toggle('pressed', pressed);
      if (press) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
      if (pressed) button.setAttribute('aria-busy', 'true');
      else button.removeAttribute('aria-busy');
    }
  }
}

function takeArrival(message) {
  const own = !message.from.is_bot && message.from.id === speakerOf(message.chat_id)?.id;
  if (own) following = true;
  else if (!following) waiting += 1;
  draw();
  if (!own) announcer.textContent = `${nameOf(message.from)}：${preview(message)}`;
}

function goTo(id) {
  const node = drawn.get(id)?.node;
  if (!node) return;
  node.scrollIntoView({ block: 'center' });
  node.classList.remove('found');
  // Reading the layout restarts the animation.
  void node.offsetWidth;
  node.classList.add('found');
}

/** Links to Telegram itself lead to the playground's own chats. Returns whether it was one. */
function followTelegram(url) {
  const outside = url.protocol !== 'tg:';
  if (outside && !TELEGRAM_HOSTS.has(url.hostname)) return false;
  const query = url.searchParams;
  if (!outside && url.href.startsWith('tg://user')) {
    const id = Number(query.get('id'));
    if (personById(id)) showChat(id);
    return true;
  }
  const domain = outside ? url.pathname.slice(1) : query.get('domain');
  const person = speakerOf(state.openChat);
  if (domain?.toLowerCase() !== state.bot.username.toLowerCase() || !person) return !outside;
  showChat(person.id);
  if (query.has('start')) say(person.id, person.id, `/start ${query.get('start')}`.trim());
  return true;
}

thread.addEventListener('click', (event) => {
  const target = event.target.closest('[data-press], [data-reply], [data-goto], [data-command], a[href]');
  if (!target) return;
  const id = Number(target.closest('[data-id]')?.dataset.id);
  const message = drawn.get(id)?.message;
  if (target.matches('a')) {
    if (followTelegram(new URL(target.href))) event.preventDefault();
  } else if (target.dataset.press !== undefined) {
    if (message && !target.hasAttribute('aria-disabled')) press(message, target.dataset.press);
  } else if (target.dataset.reply !== undefined) {
    if (message) replyTo(message);
  } else if (target.dataset.goto !== undefined) {
    goTo(Number(target.dataset.goto));
  } else {
    const speaker = speakerOf(state.openChat);
    if (speaker) say(state.openChat, speaker.id, target.dataset.command);
  }
});

messages.addEventListener('scroll', () => {
  const was = following;
  const upwards = messages.scrollTop < lastTop;
  lastTop = messages.scrollTop;
  // A picture that loads puts the end further away without anybody having scrolled.
  if (atEnd()) following = true;
  else if (upwards) following = false;
  if (following) waiting = 0;
  if (was !== following) drawPill();
}, { passive: true });

// Pictures that arrive late and a keyboard that opens change the height under a reader of the end.
new ResizeObserver(() => { if (following) toEnd(); }).observe(thread);
new ResizeObserver(() => { if (following) toEnd(); }).observe(messages);

pill.addEventListener('click', toEnd);

chat.addEventListener('dragover', (event) => {
  if (!event.dataTransfer?.types.includes('Files') || state.openChat === null) return;
  event.preventDefault();
  chat.classList.add('dropping');
});
chat.addEventListener('dragleave', (event) => { if (!chat.contains(event.relatedTarget)) chat.classList.remove('dropping'); });
chat.addEventListener('drop', (event) => {
  chat.classList.remove('dropping');
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  offerFiles(event.dataTransfer.files);
});

const ofOpenChat = (handle) => (detail) => { if (detail?.chatId === undefined || detail.chatId === state.openChat) handle(detail ?? {}); };

on('open', () => { waiting = 0; clearReply(); drawHead(); draw({ jump: true }); });
on('state', () => { drawHead(); draw(); });
on('speaker', () => draw());
on('language', () => { drawHead(); draw(); });
on('messages', ofOpenChat(({ arrived }) => (arrived ? takeArrival(arrived) : draw())));
on('typing', ofOpenChat(() => { drawDoing(); draw(); }));
on('presses', ofOpenChat(drawPresses));
