import './chat.js';
import './clock.js';
import './people.js';
import { start } from './live.js';
import { showError } from './notices.js';
import { openFirst } from './route.js';
import { emit, on } from './state.js';
import { fillStatic, language, setLanguage, t } from './text.js';

const languageButton = document.querySelector('.language');
const linkState = document.querySelector('.link-state');

let connected = null;

function drawLink() {
  linkState.textContent = connected === false ? t('link.lost') : '';
  document.body.classList.toggle('cut-off', connected === false);
}

function drawLanguage() {
  fillStatic();
  languageButton.dataset.language = language();
  languageButton.setAttribute('aria-label', t('language'));
  languageButton.title = t('language');
  drawLink();
}

languageButton.addEventListener('click', () => {
  setLanguage(language() === 'zh' ? 'en' : 'zh');
  drawLanguage();
  emit('language');
});

on('link', (up) => {
  connected = up;
  drawLink();
});

window.addEventListener('error', (event) => showError(t('error.page', { why: event.message })));
window.addEventListener('unhandledrejection', (event) => showError(t('error.page', { why: String(event.reason) })));

drawLanguage();

let opened = false;
on('state', () => {
  if (opened) return;
  opened = true;
  openFirst();
});
start();
