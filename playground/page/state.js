const listeners = new Map();

export function on(topic, handle) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), handle]);
}

export function emit(topic, detail) {
  for (const handle of listeners.get(topic) ?? []) handle(detail);
}

export const state = {
  ready: false,
  bot: { name: '督办', username: '' },
  people: [],
  groups: [],
  commands: {},
  /** chat id -> the newest message, or null */
  last: new Map(),
  /** chat id -> messages in order; a chat that was never opened has none here */
  messages: new Map(),
  /** chats whose messages must be read again when they are next shown */
  stale: new Set(),
  /** chat id -> ids of the unseen messages */
  unread: new Map(),
  /** chat id -> what the bot is seen doing */
  typing: new Map(),
  /** `chat:message` -> the press that waits for the bot's answer */
  presses: new Map(),
  openChat: null,
  /** group's chat id -> the member who speaks */
  speakers: new Map(),
};

export const personById = (id) => state.people.find((person) => person.id === id) ?? null;
export const groupById = (id) => state.groups.find((group) => group.id === id) ?? null;
export const isGroup = (chatId) => groupById(chatId) !== null;
export const chatExists = (chatId) => personById(chatId) !== null || isGroup(chatId);

export function speakerOf(chatId) {
  const group = groupById(chatId);
  if (!group) return personById(chatId);
  return personById(state.speakers.get(chatId) ?? group.person_ids[0]);
}

export function nameOf(sender) {
  return sender.is_bot ? state.bot.name : personById(sender.id)?.name ?? sender.name;
}

/** Time goes on from the server's last word by the machine's monotonic clock. */
const clock = { now: Date.now(), at: performance.now() };
export const now = () => clock.now + (performance.now() - clock.at);

/** Returns how far the clock was moved, in milliseconds. */
export function setNow(iso) {
  const next = Date.parse(iso);
  if (Number.isNaN(next)) return 0;
  const moved = next - now();
  clock.now = next;
  clock.at = performance.now();
  return moved;
}

function unreadOf(chatId) {
  if (!state.unread.has(chatId)) state.unread.set(chatId, new Set());
  return state.unread.get(chatId);
}

export const unreadCount = (chatId) => state.unread.get(chatId)?.size ?? 0;
export const unreadTotal = () => [...state.unread.values()].reduce((sum, ids) => sum + ids.size, 0);

export function noteUnread(message) {
  if (message.from.is_bot && message.chat_id !== state.openChat) unreadOf(message.chat_id).add(message.id);
}

export function markRead(chatId) {
  state.unread.delete(chatId);
}

export function upsert(message) {
  const list = state.messages.get(message.chat_id);
  if (list) {
    const at = list.findIndex((known) => known.id === message.id);
    if (at >= 0) list[at] = message;
    else {
      list.push(message);
      list.sort((a, b) => a.id - b.id);
    }
  }
  const last = state.last.get(message.chat_id);
  if (!last || message.id >= last.id) state.last.set(message.chat_id, message);
}

export function remove(chatId, id) {
  const list = state.messages.get(chatId);
  if (list) state.messages.set(chatId, list.filter((message) => message.id !== id));
  state.unread.get(chatId)?.delete(id);
  if (state.last.get(chatId)?.id !== id) return;
  state.last.set(chatId, state.messages.get(chatId)?.at(-1) ?? null);
}
