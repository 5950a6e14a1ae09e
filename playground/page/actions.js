import { postBlock, postClock, postPress, postSay, postUpload } from './api.js';
import { beginPress, endPress, takeClock } from './live.js';
import { showFailure } from './notices.js';
import { state, speakerOf } from './state.js';

/** Each returns whether the server took it; what went wrong has then been shown. */
async function tried(what, work) {
  try {
    await work();
    return true;
  } catch (error) {
    showFailure(what, error);
    return false;
  }
}

export const say = (chatId, personId, text, replyTo = null) => tried('say', () => postSay({
  chat_id: chatId, person_id: personId, text, ...(replyTo === null ? {} : { reply_to: replyTo }),
}));

export const upload = (chatId, personId, caption, file) => tried('upload', () => postUpload({ chatId, personId, caption, file }));

export const block = (personId, blocked) => tried('block', () => postBlock({ person_id: personId, blocked }));

export const moveClock = (move) => tried('clock', async () => {
  const answer = await postClock(move);
  if (typeof answer?.now === 'string') takeClock(answer.now);
});

export async function press(message, data) {
  const person = speakerOf(message.chat_id);
  if (!person || state.presses.has(`${message.chat_id}:${message.id}`)) return;
  const key = beginPress(message.chat_id, message.id, person.id, data);
  const taken = await tried('press', async () => {
    const answer = await postPress({ chat_id: message.chat_id, person_id: person.id, message_id: message.id, data });
    const waiting = state.presses.get(key);
    if (waiting && answer?.query_id !== undefined) waiting.queryId = answer.query_id;
  });
  if (!taken) endPress(key);
}
