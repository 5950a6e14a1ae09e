import { fetchMessages, fetchState, listen } from './api.js';
import { reloadCalls, takeCall } from './calls.js';
import { showAnswer, showClockMoved, showError, showFailure } from './notices.js';
import { chatExists, emit, markRead, noteUnread, now, remove, setNow, state, upsert } from './state.js';
import { t } from './text.js';
import { setZone } from './time.js';

const TYPING_LASTS = 6000;
const PRESS_PATIENCE = 15_000;
// Less than this is the two machines' clocks, not somebody turning ours.
const A_MOVE = 20_000;

/** chat id -> the reading of its messages under way, and the events that came meanwhile */
const readings = new Map();

function apply({ kind, message, chatId, id }) {
  if (kind === 'put') upsert(message);
  else remove(chatId, id);
}

function record(chatId, entry) {
  readings.get(chatId)?.missed.push(entry);
  apply(entry);
}

function readMessages(chatId) {
  const underWay = readings.get(chatId);
  if (underWay) return underWay.done;
  const reading = { missed: [], done: null };
  readings.set(chatId, reading);
  reading.done = fetchMessages(chatId)
    .then(({ messages }) => {
      state.messages.set(chatId, [...messages].sort((a, b) => a.id - b.id));
      state.stale.delete(chatId);
      reading.missed.forEach(apply);
    })
    .finally(() => readings.delete(chatId));
  return reading.done;
}

export async function loadMessages(chatId) {
  if (state.messages.has(chatId) && !state.stale.has(chatId)) return;
  try {
    await readMessages(chatId);
  } catch (error) {
    showFailure('load', error);
  }
  emit('messages', { chatId });
}

/** What came while nobody listened: counted for the badges, read at once if its chat is open. */
async function catchUp(chatId, before) {
  const known = state.messages.get(chatId)?.at(-1)?.id ?? 0;
  const last = state.last.get(chatId);
  if (state.messages.has(chatId) && known !== (last?.id ?? 0)) state.stale.add(chatId);
  if (before !== undefined && last && last.id > (before?.id ?? 0)) {
    await readMessages(chatId);
    for (const message of state.messages.get(chatId)) if (message.id > (before?.id ?? 0)) noteUnread(message);
    emit('messages', { chatId });
  } else if (chatId === state.openChat && state.stale.has(chatId)) {
    await loadMessages(chatId);
  }
}

async function readState() {
  const fresh = await fetchState();
  setZone(fresh.timezone);
  setNow(fresh.now);
  const before = new Map(state.last);
  const first = !state.ready;
  Object.assign(state, {
    ready: true,
    bot: fresh.bot,
    people: fresh.people,
    groups: fresh.chats.filter((chat) => chat.type !== 'private'),
    commands: fresh.commands ?? {},
    last: new Map(fresh.chats.map((chat) => [chat.id, chat.last])),
  });
  if (state.openChat !== null && !chatExists(state.openChat)) state.openChat = null;
  emit('state');
  emit('clock');
  await Promise.all(fresh.chats.map((chat) => catchUp(chat.id, first ? undefined : before.get(chat.id) ?? null)));
  emit('people');
}

let reading = null;
let again = false;

/** One reading at a time; a wish that comes meanwhile is granted afterwards. */
function refreshState() {
  if (reading) {
    again = true;
    return reading;
  }
  reading = readState()
    .catch((error) => showFailure('load', error))
    .finally(() => {
      reading = null;
      if (again) {
        again = false;
        refreshState();
      }
    });
  return reading;
}

async function catchUpAll() {
  // An edit or a deletion leaves no trace in the state: every list that is kept may be out of date.
  for (const chatId of state.messages.keys()) state.stale.add(chatId);
  await refreshState();
  if (state.openChat !== null) await loadMessages(state.openChat);
  await reloadCalls();
}

function stopTyping(chatId) {
  clearTimeout(state.typing.get(chatId)?.timer);
  if (state.typing.delete(chatId)) emit('typing', { chatId });
}

function takeTyping({ chat_id: chatId, action }) {
  clearTimeout(state.typing.get(chatId)?.timer);
  state.typing.set(chatId, { action, timer: setTimeout(() => stopTyping(chatId), TYPING_LASTS) });
  emit('typing', { chatId });
}

function takeMessage(message) {
  record(message.chat_id, { kind: 'put', message });
  noteUnread(message);
  if (message.from.is_bot) stopTyping(message.chat_id);
  emit('messages', { chatId: message.chat_id, arrived: message });
  emit('people');
}

function takeEdit(message) {
  record(message.chat_id, { kind: 'put', message });
  emit('messages', { chatId: message.chat_id });
  emit('people');
}

function takeDelete({ chat_id: chatId, id }) {
  record(chatId, { kind: 'remove', chatId, id });
  emit('messages', { chatId });
  emit('people');
}

export function beginPress(chatId, messageId, personId, data) {
  const key = `${chatId}:${messageId}`;
  const timer = setTimeout(() => {
    endPress(key);
    showError(t('press.silent'));
  }, PRESS_PATIENCE);
  state.presses.set(key, { chatId, personId, data, timer });
  emit('presses', { chatId });
  return key;
}

export function endPress(key) {
  const press = state.presses.get(key);
  if (!press) return;
  clearTimeout(press.timer);
  state.presses.delete(key);
  emit('presses', { chatId: press.chatId });
}

/** The stream may bring the answer before the press's own request has told its id: then the oldest press it is. */
function takeAnswer(answer) {
  const waiting = [...state.presses].filter(([, press]) => press.chatId === answer.chat_id && press.personId === answer.person_id);
  const meant = waiting.find(([, press]) => press.queryId === answer.query_id) ?? waiting.find(([, press]) => press.queryId === undefined);
  if (meant) endPress(meant[0]);
  if (answer.text) showAnswer(answer);
}

export function takeClock(iso) {
  const moved = setNow(iso);
  emit('clock');
  if (Math.abs(moved) > A_MOVE) showClockMoved(now());
}

export function openChat(chatId) {
  state.openChat = chatId;
  if (chatId !== null) {
    markRead(chatId);
    loadMessages(chatId);
  }
  emit('open');
  emit('people');
}

export function start() {
  const lostTimer = { id: null };
  listen({
    message: takeMessage,
    edit: takeEdit,
    delete: takeDelete,
    typing: takeTyping,
    answer: takeAnswer,
    call: takeCall,
    clock: ({ now: iso }) => takeClock(iso),
    state: refreshState,
  }, {
    opened: () => {
      clearTimeout(lostTimer.id);
      lostTimer.id = null;
      emit('link', true);
      catchUpAll();
    },
    lost: () => {
      // A reconnection within a second is nobody's business. Every vain attempt comes here again: the first one counts.
      lostTimer.id ??= setTimeout(() => emit('link', false), 1000);
    },
  });
  return refreshState();
}
