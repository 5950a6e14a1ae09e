import { openChat } from './live.js';
import { chatExists, state } from './state.js';

const narrow = window.matchMedia('(max-width: 760px)');

const asked = () => Number(location.hash.slice(1)) || null;

function show(chatId) {
  document.body.dataset.view = chatId === null ? 'list' : 'chat';
  if (chatId !== state.openChat) openChat(chatId);
}

export function showChat(chatId) {
  const fromList = document.body.dataset.view === 'list';
  // On a phone the system's own "back" should lead to the list; elsewhere the history stays short.
  if (narrow.matches && fromList) history.pushState({ fromList: true }, '', `#${chatId}`);
  else history.replaceState(history.state, '', `#${chatId}`);
  show(chatId);
}

export function goToList() {
  if (history.state?.fromList) {
    history.back();
    return;
  }
  history.replaceState(null, '', location.pathname);
  show(null);
}

function followAddress() {
  const chatId = asked();
  show(chatId !== null && chatExists(chatId) ? chatId : null);
}

window.addEventListener('popstate', followAddress);

/** Wide screens have room for a chat beside the list, so one is opened. */
export function openFirst() {
  followAddress();
  if (state.openChat === null && !narrow.matches && state.people.length) showChat(state.people[0].id);
}

narrow.addEventListener('change', () => { if (!narrow.matches && state.openChat === null) openFirst(); });
