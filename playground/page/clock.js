import { moveClock } from './actions.js';
import { showError } from './notices.js';
import { emit, now, on, state } from './state.js';
import { t } from './text.js';
import { fromPicker, fullTime, toPicker, wall, zoneName } from './time.js';

const face = document.querySelector('.clock-face');
const section = document.querySelector('.clock');
const sheet = document.querySelector('.jump');
const picker = sheet.querySelector('.jump-input');
const buttons = [...section.querySelectorAll('button')];

let day = null;

function draw() {
  if (!state.ready) return;
  const text = fullTime(now());
  if (face.textContent === text) return;
  face.textContent = text;
  face.dateTime = new Date(now()).toISOString();
  const today = wall(now()).dayNumber;
  if (day !== null && day !== today) {
    // "Today" and "yesterday" mean other days now.
    emit('people');
    emit('messages', { chatId: state.openChat });
  }
  day = today;
}

async function move(wish) {
  for (const button of buttons) button.disabled = true;
  section.classList.add('moving');
  section.setAttribute('aria-busy', 'true');
  await moveClock(wish);
  section.classList.remove('moving');
  section.removeAttribute('aria-busy');
  for (const button of buttons) button.disabled = false;
}

const MOVES = {
  'clock-hour': { advance_minutes: 60 },
  'clock-day': { advance_minutes: 24 * 60 },
  'clock-morning': { to_next: 'working_morning' },
};

section.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const wish = MOVES[button.dataset.testid];
  if (wish) {
    await move(wish);
    button.focus({ preventScroll: true });
    return;
  }
  sheet.querySelector('.jump-zone').textContent = t('clock.jump.zone', { zone: zoneName() });
  picker.value = toPicker(now());
  sheet.showModal();
  picker.focus();
});

sheet.querySelector('.jump-cancel').addEventListener('click', () => sheet.close());
sheet.querySelector('form').addEventListener('submit', () => {
  const instant = fromPicker(picker.value);
  if (Number.isNaN(instant)) {
    showError(t('error.page', { why: picker.value }));
    return;
  }
  move({ to: new Date(instant).toISOString() });
});

setInterval(draw, 1000);
on('clock', draw);
on('language', draw);
