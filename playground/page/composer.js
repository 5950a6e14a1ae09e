import { block, say, upload } from './actions.js';
import { arrange, h, icon } from './dom.js';
import { fileSize, preview } from './message.js';
import { groupById, isGroup, nameOf, on, personById, emit, speakerOf, state } from './state.js';
import { suggestionsFor } from './suggestions.js';
import { t } from './text.js';

const MOST_HEIGHT = 180;
// With more than this said, nobody needs to be told what to try.
const FEW_MESSAGES = 9;

const hovering = window.matchMedia('(hover: hover)');
const foot = document.querySelector('.foot');

/** chat id -> { text, file, reply } not yet sent */
const drafts = new Map();

const input = h('textarea', { class: 'input', 'data-testid': 'input', rows: 1, enterkeyhint: 'send', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': 'command-menu' });
const sendButton = h('button', { type: 'button', class: 'send', 'data-testid': 'send' }, icon('send'));
const filePicker = h('input', { type: 'file', class: 'unseen', tabindex: '-1', 'aria-hidden': 'true', 'data-testid': 'file' });
const attachButton = h('button', { type: 'button', class: 'tool', 'data-testid': 'attach' }, icon('clip'));
const commandsButton = h('button', { type: 'button', class: 'tool', 'data-testid': 'commands', 'aria-haspopup': 'listbox', 'aria-expanded': 'false', 'aria-controls': 'command-menu' }, icon('slash'));
const menu = h('ul', { class: 'menu', id: 'command-menu', role: 'listbox', hidden: true, 'data-testid': 'command-menu' });
const suggestions = h('div', { class: 'suggestions' });
const speaker = h('div', { class: 'speaker' });
const attached = h('div', { class: 'attached' });
const box = h('div', { class: 'box' }, commandsButton, input, attachButton, filePicker);
const bar = h('div', { class: 'composer' }, menu, suggestions, speaker, attached, h('div', { class: 'box-row' }, box, sendButton));

/** The messages go out one after the other, in the order they were written. */
let outbox = Promise.resolve();
let menuAt = -1;
let menuItems = [];

function draft() {
  if (!drafts.has(state.openChat)) drafts.set(state.openChat, { text: '', file: null, reply: null });
  return drafts.get(state.openChat);
}

function grow() {
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight, MOST_HEIGHT)}px`;
  input.classList.toggle('tall', input.scrollHeight > MOST_HEIGHT);
}

function drawSend() {
  sendButton.disabled = !input.value.trim() && !draft().file;
}

function setText(text) {
  // Even an equal value would break off an input method's composing.
  if (input.value !== text) input.value = text;
  draft().text = text;
  grow();
  drawSend();
  drawSuggestions();
}

function drawSuggestions() {
  const chatId = state.openChat;
  const person = speakerOf(chatId);
  const list = state.messages.get(chatId);
  const wanted = person && list && list.length <= FEW_MESSAGES && !input.value && !draft().file;
  const texts = wanted ? suggestionsFor(person) : [];
  const mention = isGroup(chatId) && state.bot.username ? `@${state.bot.username} ` : '';
  suggestions.setAttribute('aria-label', t('input.try'));
  arrange(suggestions, texts.map((text) => h('button', {
    type: 'button', class: 'chip', 'data-testid': 'suggestion', onclick: () => { if (hovering.matches) input.focus(); say(chatId, person.id, mention + text); },
  }, text)));
}

function drawSpeaker() {
  const group = groupById(state.openChat);
  if (!group) {
    arrange(speaker, []);
    return;
  }
  const current = speakerOf(group.id);
  const people = group.person_ids.map(personById).filter(Boolean);
  const look = JSON.stringify([t('input.as'), group.id, current?.id, people]);
  if (speaker.dataset.look === look && speaker.firstChild) return;
  speaker.dataset.look = look;
  const select = h('select', {
    'data-testid': 'speaker', id: 'speaker',
    onchange: () => {
      state.speakers.set(group.id, Number(select.value));
      emit('speaker');
    },
  }, people.map((person) => h('option', { value: person.id, selected: person.id === current?.id }, [person.name, person.title].filter(Boolean).join(' · '))));
  arrange(speaker, [h('label', { for: 'speaker' }, t('input.as')), select]);
}

function drawAttached() {
  const { file, reply } = draft();
  const strip = (mark, title, text, label, drop) => h('div', { class: 'strip' }, icon(mark),
    h('span', { class: 'strip-text' }, h('b', {}, title), h('span', {}, text)),
    h('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, onclick: drop }, icon('close')));
  arrange(attached, [
    reply && strip('reply', t('input.replying', { name: nameOf(reply.from) }), preview(reply), t('input.drop.reply'), () => { clearReply(); input.focus(); }),
    file && strip('file', file.name, fileSize(file.size), t('input.drop.file'), () => setFile(null)),
  ].filter(Boolean));
  input.placeholder = t(file ? 'input.hint.file' : 'input.hint');
}

function setFile(file) {
  draft().file = file;
  filePicker.value = '';
  drawAttached();
  drawSend();
  drawSuggestions();
  input.focus();
}

export function offerFiles(files) {
  if (!bar.isConnected || !files.length) return;
  setFile(files[0]);
}

export function replyTo(message) {
  if (!bar.isConnected) return;
  draft().reply = message;
  drawAttached();
  input.focus();
}

export function clearReply() {
  if (state.openChat === null || !draft().reply) return;
  draft().reply = null;
  drawAttached();
}

async function send(text = input.value) {
  const chatId = state.openChat;
  const person = speakerOf(chatId);
  const { file, reply } = draft();
  if (!person || (!text.trim() && !file)) return;
  drafts.set(chatId, { text: '', file: null, reply: null });
  drawAll();
  const go = () => (file ? upload(chatId, person.id, text.trim(), file) : say(chatId, person.id, text.trim(), reply?.id ?? null));
  const taken = await (outbox = outbox.then(go));
  // What was not taken comes back, unless something new has been written meanwhile.
  if (taken || drafts.get(chatId)?.text) return;
  drafts.set(chatId, { text, file, reply });
  if (state.openChat === chatId) drawAll();
}

function filterCommands() {
  const match = /^\/(\S*)$/.exec(input.value);
  if (!match) return [];
  const word = match[1].toLowerCase();
  const all = state.commands[state.openChat] ?? [];
  const begins = all.filter(({ command }) => command.toLowerCase().startsWith(word));
  return [...begins, ...all.filter((entry) => !begins.includes(entry) && entry.description.toLowerCase().includes(word))];
}

const commandText = (command) => `/${command}${isGroup(state.openChat) && state.bot.username ? `@${state.bot.username}` : ''}`;

function drawMenu() {
  menuItems = document.activeElement === input ? filterCommands() : [];
  menuAt = Math.min(Math.max(menuAt, 0), menuItems.length - 1);
  const open = menuItems.length > 0;
  menu.hidden = !open;
  commandsButton.setAttribute('aria-expanded', String(open));
  menu.setAttribute('aria-label', t('input.commands'));
  arrange(menu, menuItems.map(({ command, description }, at) => h('li', {
    role: 'option', id: `command-${at}`, 'aria-selected': String(at === menuAt), 'data-testid': `command-${command}`,
    // The input must keep the focus.
    onpointerdown: (event) => event.preventDefault(),
    onclick: () => choose(at),
  }, h('b', {}, `/${command}`), h('span', {}, description))));
  if (open) {
    input.setAttribute('aria-activedescendant', `command-${menuAt}`);
    menu.children[menuAt].scrollIntoView({ block: 'nearest' });
  } else input.removeAttribute('aria-activedescendant');
}

function closeMenu() {
  menuAt = -1;
  menuItems = [];
  menu.hidden = true;
  commandsButton.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function choose(at) {
  const text = commandText(menuItems[at].command);
  closeMenu();
  send(text);
}

/** Returns whether the menu of commands took the key. */
function menuKey(event) {
  if (menu.hidden) return false;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    menuAt = (menuAt + (event.key === 'ArrowDown' ? 1 : -1) + menuItems.length) % menuItems.length;
    drawMenu();
  } else if (event.key === 'Enter' && !event.shiftKey) choose(menuAt);
  else if (event.key === 'Tab' && !event.shiftKey) {
    const text = commandText(menuItems[menuAt].command);
    closeMenu();
    setText(`${text} `);
  } else if (event.key === 'Escape') closeMenu();
  else return false;
  event.preventDefault();
  return true;
}

input.addEventListener('keydown', (event) => {
  // An input method's own Enter ends the composing; some browsers report it only by the code 229.
  if (event.isComposing || event.keyCode === 229) return;
  if (menuKey(event)) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    send();
  } else if (event.key === 'Escape') clearReply();
});
input.addEventListener('input', () => {
  draft().text = input.value;
  menuAt = 0;
  grow();
  drawSend();
  drawSuggestions();
  drawMenu();
});
input.addEventListener('blur', closeMenu);
input.addEventListener('paste', (event) => {
  if (!event.clipboardData?.files.length) return;
  event.preventDefault();
  offerFiles(event.clipboardData.files);
});
sendButton.addEventListener('click', () => {
  input.focus();
  send();
});
attachButton.addEventListener('click', () => filePicker.click());
filePicker.addEventListener('change', () => { if (filePicker.files.length) setFile(filePicker.files[0]); });
commandsButton.addEventListener('pointerdown', (event) => event.preventDefault());
commandsButton.addEventListener('click', () => {
  if (!menu.hidden) {
    closeMenu();
    return;
  }
  input.focus();
  if (!input.value.startsWith('/')) setText('/');
  menuAt = 0;
  drawMenu();
});

function blockedBar(person) {
  return h('div', { class: 'blocked' }, h('p', {}, t('chat.blocked', { name: person.name })),
    h('button', { type: 'button', class: 'main-button', 'data-testid': 'unblock', onclick: () => block(person.id, false) }, t('chat.unblock')));
}

function drawAll() {
  const person = personById(state.openChat);
  if (state.openChat === null || person?.blocked) {
    closeMenu();
    arrange(foot, person?.blocked ? [blockedBar(person)] : []);
    return;
  }
  const labels = [[input, 'input.label'], [sendButton, 'input.send'], [attachButton, 'input.attach'], [commandsButton, 'input.commands']];
  for (const [node, key] of labels) {
    node.setAttribute('aria-label', t(key));
    if (node !== input) node.title = t(key);
  }
  commandsButton.hidden = !(state.commands[state.openChat] ?? []).length;
  arrange(foot, [bar]);
  drawSpeaker();
  drawAttached();
  setText(draft().text);
}

on('open', () => {
  closeMenu();
  drawAll();
  // After a click one wants to write; after the keyboard, to walk on. On a phone the focus would raise the keys.
  if (hovering.matches && document.activeElement?.matches('.row:not(:focus-visible)')) input.focus();
});
on('state', drawAll);
on('speaker', drawSuggestions);
on('language', drawAll);
on('messages', ({ chatId }) => { if (chatId === state.openChat && chatId !== null) drawSuggestions(); });
