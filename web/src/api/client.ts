// The typed client of the REST API. Every path, parameter and answer is checked by TypeScript
// against schema.d.ts; every failure comes out as a Problem, after at most `secondsMax`.

import createClient from 'openapi-fetch';
import { apiUrl } from './config';
import { currentKey, keyIsNeeded } from './key';
import { Problem, problemOfAnswer, timedOut, unreachable } from './problem';
import type { paths } from './schema';

export const secondsMax = 20;

export function authorization(): Record<string, string> {
  const key = currentKey();
  return key ? { Authorization: `Bearer ${key}` } : {};
}

// fetch() with a deadline, the key, and Problems in place of exceptions that say nothing.
export async function request(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const asked = new Request(input, init);
  for (const [name, value] of Object.entries(authorization())) {
    if (!asked.headers.has(name)) asked.headers.set(name, value);
  }
  const deadline = new AbortController();
  const timer = window.setTimeout(() => deadline.abort(), secondsMax * 1000);
  const given = asked.signal;
  const stop = () => deadline.abort();
  given.addEventListener('abort', stop);
  try {
    const response = await fetch(asked, { signal: deadline.signal });
    if (response.status === 401) keyIsNeeded();
    return response;
  } catch (error) {
    if (given.aborted) throw error;
    throw deadline.signal.aborted ? timedOut(secondsMax) : unreachable();
  } finally {
    window.clearTimeout(timer);
    given.removeEventListener('abort', stop);
  }
}

export const api = createClient<paths>({ baseUrl: apiUrl, fetch: (asked) => request(asked) });

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function unreadable(): Problem {
  return new Problem({
    code: 'UnreadableAnswer',
    detail: 'The server’s answer could not be read; something between may have changed it.',
    status: 502,
  });
}

async function settled<T>(answered: Promise<Answered<T>>) {
  const { data, error, response } = await answered.catch((thrown: unknown) => {
    throw thrown instanceof SyntaxError ? unreadable() : thrown;
  });
  if (!response.ok) throw problemOfAnswer(response, error);
  return data;
}

// The answer's body, an object in all of this API; throws a Problem where there is none.
export async function answerOf<T>(answered: Promise<Answered<T>>): Promise<T> {
  const data = await settled(answered);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw unreadable();
  return data;
}

// Of what answers without a body.
export async function done(answered: Promise<Answered<unknown>>): Promise<void> {
  await settled(answered);
}
