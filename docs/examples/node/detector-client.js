// Asks a detector server about an article: signed, and again if the server was busy. Needs only
// Node.js 18 or newer. DETECTOR_URL is the address of the server, DETECTOR_KEY the key.
'use strict';

const { createHmac } = require('node:crypto');

const TIMEOUT_MS = 15_000;
const TRIES = 4;
const PAUSE_MS = 500; // before the second try; twice as long before each further one
const MOST_PAUSE_MS = 5_000; // an editor is waiting
// 429: busy, or too many requests; the others: a proxy or a server that is being restarted.
const PASSING = new Set([429, 502, 503, 504]);

/**
 * Return the complaint about an article, or null if it may be published.
 *
 * `article` has `content`, and optionally `title`, `content_type` and `url`. If the server does not
 * answer, DETECTOR_WHEN_AWAY decides: `publish` (the default) or `refuse`.
 */
async function complaint(article) {
  let gate;
  try {
    gate = await check(article);
  } catch {
    const refuse = process.env.DETECTOR_WHEN_AWAY === 'refuse';
    return refuse ? 'The article could not be checked. Try again in a minute.' : null;
  }
  if (!gate.fails) {
    return null;
  }
  const messages = gate.issues.slice(0, 5).map((issue) => issue.message);
  return `Not published. ${messages.join(' — ')}`;
}

/** Return what the check says: `fails`, and the `issues` that an editor should see. */
async function check(article) {
  const title = Array.from(article.title ?? '').slice(0, 1000).join('');
  const body = JSON.stringify({ ...article, title });
  for (let number = 0; ; number += 1) {
    const last = number === TRIES - 1;
    let wait = NaN;
    try {
      const answer = await fetch(`${process.env.DETECTOR_URL}/v1/check`, {
        method: 'POST',
        headers: signed(body),
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.ok) {
        return (await answer.json()).gate;
      }
      if (last || !PASSING.has(answer.status)) {
        throw Object.assign(new Error(`the server answered ${answer.status}`), { final: true });
      }
      wait = 1000 * parseFloat(answer.headers.get('retry-after') ?? '');
    } catch (error) {
      if (last || error.final || error.name === 'TimeoutError') {
        throw error;
      }
    }
    const pause = Number.isNaN(wait) ? PAUSE_MS * 2 ** number : wait;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pause, MOST_PAUSE_MS)));
  }
}

function signed(body) {
  const stamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', process.env.DETECTOR_KEY).update(`${stamp}.${body}`).digest('hex');
  return {
    'Content-Type': 'application/json',
    'X-Detector-Timestamp': stamp,
    'X-Detector-Signature': `sha256=${digest}`,
  };
}

module.exports = { check, complaint };
