import { arrange, avatar, h } from './dom.js';
import { preview } from './message.js';
import { showChat } from './route.js';
import { nameOf, now, on, state, unreadCount, unreadTotal } from './state.js';
import { t } from './text.js';
import { shortTime } from './time.js';

const MOST = 99;

const lists = document.querySelector('.people-lists');
const find = document.querySelector('.find-input');

const personsTitle = h('h2', { class: 'list-title' });
const groupsTitle = h('h2', { class: 'list-title' });
const persons = h('ul');
const groups = h('ul');
const nobody = h('p', { class: 'hint' });
/** chat id -> its row; kept so that the focus survives a change */
const rows = new Map();

function lastLine(chatId, person) {
  const last = state.last.get(chatId);
  if (!last) return h('span', { class: 'row-last faint' }, t('people.fresh'));
  const own = person && !last.from.is_bot;
  const who = own ? t('you') : person ? null : nameOf(last.from);
  return h('span', { class: 'row-last' }, who && h('span', { class: 'row-who' }, `${who}: `), preview(last));
}

function row(chatId, name, title, face, testId, person = null) {
  if (!rows.has(chatId)) {
    const button = h('button', { type: 'button', class: 'row', 'data-testid': testId, onclick: () => showChat(chatId) });
    rows.set(chatId, h('li', {}, button));
  }
  const item = rows.get(chatId);
  const button = item.firstChild;
  const unread = unreadCount(chatId);
  const last = state.last.get(chatId);
  const open = chatId === state.openChat;
  button.classList.toggle('open', open);
  if (open) button.setAttribute('aria-current', 'true');
  else button.removeAttribute('aria-current');
  button.title = person?.about ?? '';
  button.replaceChildren(face,
    h('span', { class: 'row-text' },
      h('span', { class: 'row-top' },
        h('span', { class: 'row-name' }, name),
        last && h('time', { class: 'row-time', datetime: last.date }, shortTime(last.date, now()))),
      title && h('span', { class: 'row-title' }, title),
      h('span', { class: 'row-bottom' }, lastLine(chatId, person),
        person?.blocked && h('span', { class: 'tag' }, t('people.blocked')),
        unread > 0 && h('span', { class: 'badge', 'aria-label': t('people.unread', { n: unread }) }, unread > MOST ? `${MOST}+` : String(unread)))));
  return item;
}

function draw() {
  const wanted = find.value.trim().toLowerCase();
  const fits = (...texts) => !wanted || texts.some((text) => (text ?? '').toLowerCase().includes(wanted));
  const foundPersons = state.people.filter((person) => fits(person.name, person.title, person.about));
  const foundGroups = state.groups.filter((group) => fits(group.title));
  personsTitle.textContent = t('people.persons');
  groupsTitle.textContent = t('people.groups');
  nobody.textContent = t('people.none');
  arrange(persons, foundPersons.map((person) => row(person.id, person.name, person.title, avatar(person.id, person.name), `person-${person.id}`, person)));
  arrange(groups, foundGroups.map((group) => row(group.id, group.title, t('people.members', { n: group.person_ids.length }), avatar(group.id, group.title, 'square'), `chat-${group.id}`)));
  arrange(lists, [
    ...(foundPersons.length ? [personsTitle, persons] : []),
    ...(foundGroups.length ? [groupsTitle, groups] : []),
    ...(state.ready && !foundPersons.length && !foundGroups.length ? [nobody] : []),
  ]);
  const total = unreadTotal();
  document.title = `${total ? `(${total}) ` : ''}${t('brand')}`;
}

find.addEventListener('input', draw);
find.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  find.value = '';
  draw();
});

/** Up and down walk the rows, as in any list of chats. */
lists.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...lists.querySelectorAll('.row')];
  const next = all[all.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

for (const topic of ['state', 'people', 'language']) on(topic, draw);
