import { language, t } from './text.js';

const WEEKDAYS = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

let zone = 'Asia/Shanghai';
let formatter = null;

export function setZone(name) {
  if (name === zone && formatter) return;
  formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone: name, hourCycle: 'h23',
    year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
  zone = name;
}
setZone(zone);

export const zoneName = () => zone;

/** Wall-clock parts of an instant in the playground's timezone. */
export function wall(instant) {
  const found = {};
  for (const { type, value } of formatter.formatToParts(new Date(instant))) found[type] = value;
  const [year, month, day] = [Number(found.year), Number(found.month), Number(found.day)];
  return {
    year, month, day,
    weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    // Some engines write midnight as 24 in spite of h23.
    hour: found.hour === '24' ? '00' : found.hour, minute: found.minute, second: found.second,
    dayNumber: Math.round(Date.UTC(year, month - 1, day) / DAY),
  };
}

export function hourMinute(instant) {
  const { hour, minute } = wall(instant);
  return `${hour}:${minute}`;
}

export function hourMinuteSecond(instant) {
  const { hour, minute, second } = wall(instant);
  return `${hour}:${minute}:${second}`;
}

function dateOf(w, withYear) {
  const weekday = WEEKDAYS[language()][w.weekday];
  if (language() === 'zh') return `${withYear ? `${w.year}年` : ''}${w.month}月${w.day}日 ${weekday}`;
  return `${weekday} ${w.day} ${MONTHS[w.month - 1]}${withYear ? ` ${w.year}` : ''}`;
}

export function fullTime(instant) {
  const w = wall(instant);
  return `${dateOf(w, true)} ${w.hour}:${w.minute}`;
}

export function dayLabel(instant, now) {
  const [then, today] = [wall(instant), wall(now)];
  const date = dateOf(then, then.year !== today.year);
  const distance = today.dayNumber - then.dayNumber;
  if (distance === 0) return `${t('today')} · ${date}`;
  if (distance === 1) return `${t('yesterday')} · ${date}`;
  return date;
}

/** As short as the people's column needs it. */
export function shortTime(instant, now) {
  const [then, today] = [wall(instant), wall(now)];
  const distance = today.dayNumber - then.dayNumber;
  if (distance === 0) return `${then.hour}:${then.minute}`;
  if (distance === 1) return t('yesterday');
  if (distance > 1 && distance < 7) return WEEKDAYS[language()][then.weekday];
  return then.year === today.year ? `${then.month}/${then.day}` : `${then.year}/${then.month}/${then.day}`;
}

const two = (number) => String(number).padStart(2, '0');

export function toPicker(instant) {
  const w = wall(instant);
  return `${String(w.year).padStart(4, '0')}-${two(w.month)}-${two(w.day)}T${w.hour}:${w.minute}`;
}

/** A wall-clock time of the playground's timezone (not of the browser's) as an instant; NaN if unreadable. */
export function fromPicker(value) {
  const wanted = Date.parse(`${value.length === 16 ? `${value}:00` : value}Z`);
  let guess = wanted;
  // The second round settles a time whose offset differs from the first guess's (a change of summer time).
  for (let round = 0; round < 2 && !Number.isNaN(guess); round += 1) {
    const w = wall(guess);
    const seen = Date.UTC(w.year, w.month - 1, w.day, Number(w.hour), Number(w.minute), Number(w.second));
    guess += wanted - seen;
  }
  return guess;
}
