const HEADERS = { 'X-Playground': '1' };
const FIRST_RETRY = 800;
const LONGEST_RETRY = 8000;

/** `code` is the server's one word for what is wrong, if it has one. */
export class ApiError extends Error {
  constructor(message, code = null) {
    super(message);
    this.code = code;
  }
}

async function refusal(response) {
  const text = await response.text();
  try {
    const body = JSON.parse(text);
    return new ApiError(String(body.error ?? text), body.code);
  } catch {
    return new ApiError(text.slice(0, 300) || `${response.status} ${response.statusText}`);
  }
}

async function request(path, options = {}) {
  const response = await fetch(path, { ...options, headers: { ...HEADERS, ...options.headers }, cache: 'no-store' });
  if (!response.ok) throw await refusal(response);
  const text = await response.text();
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    throw new ApiError(text.slice(0, 300));
  }
}

const post = (path, body) => request(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

export const fetchState = () => request('/play/state');
export const fetchMessages = (chatId) => request(`/play/messages?chat_id=${encodeURIComponent(chatId)}`);
export const fetchCalls = (after) => request(`/play/calls?after=${encodeURIComponent(after)}`);
export const postSay = (body) => post('/play/say', body);
export const postPress = (body) => post('/play/press', body);
export const postBlock = (body) => post('/play/block', body);
export const postClock = (body) => post('/play/clock', body);

export function postUpload({ chatId, personId, caption, file }) {
  const form = new FormData();
  form.append('chat_id', chatId);
  form.append('person_id', personId);
  form.append('caption', caption);
  form.append('file', file, file.name);
  return request('/play/upload', { method: 'POST', body: form });
}

/** Keeps one event stream open for good; `opened` is called after every (re)connection, for what was missed. */
export function listen(handlers, { opened, lost }) {
  let retry = FIRST_RETRY;
  const connect = () => {
    const source = new EventSource('/play/events');
    source.onopen = () => {
      retry = FIRST_RETRY;
      opened();
    };
    source.onerror = () => {
      lost();
      // The browser retries by itself after a dropped connection, but not after an HTTP error.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(connect, retry);
      retry = Math.min(retry * 2, LONGEST_RETRY);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => handle(event.data ? JSON.parse(event.data) : {}));
    }
  };
  connect();
}
