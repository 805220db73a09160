// Problem: every failure of a request as one kind of error, with a sentence for the person.
// The server's own sentences (problem+json, RFC 9457) are used where it gave one.

import type { Schemas } from './types';

interface ProblemFacts {
  code: string;
  detail: string;
  status?: number;
  requestId?: string | undefined;
  retryAfterS?: number | undefined;
}

export class Problem extends Error {
  readonly code: string;
  readonly status: number; // 0: there was no answer
  readonly requestId: string | undefined;
  readonly retryAfterS: number | undefined;

  constructor({ code, detail, status = 0, requestId, retryAfterS }: ProblemFacts) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.retryAfterS = retryAfterS;
  }

  // Whether asking again may help without anybody changing anything.
  get passes(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export function unreachable(): Problem {
  return new Problem({
    code: 'Unreachable',
    detail: 'The server does not answer. It may be stopped, or the connection is down.',
  });
}

export function timedOut(seconds: number): Problem {
  return new Problem({
    code: 'TimedOut',
    detail: `The server took longer than ${seconds} seconds to answer.`,
  });
}

const byStatus: Record<number, string> = {
  401: 'The server wants a key. Sign in to go on.',
  403: 'This is not allowed with the key that you signed in with.',
  404: 'There is no such thing here; it may have been deleted.',
  413: 'That is larger than the server takes.',
  429: 'The server is asked too much at once. Try again in a moment.',
  503: 'The server is busy. Try again in a moment.',
};

function isProblemBody(body: unknown): body is Schemas['Problem'] {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

export function problemOfAnswer(response: Response, body: unknown): Problem {
  const retryAfter = Number(response.headers.get('Retry-After'));
  const facts = {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterS: retryAfter > 0 ? retryAfter : undefined,
  };
  if (isProblemBody(body)) {
    return new Problem({ ...facts, code: body.code, detail: body.detail });
  }
  const detail =
    byStatus[response.status] ??
    `The server answered with the status ${response.status}, which says no more.`;
  return new Problem({ ...facts, code: `Http${response.status}`, detail });
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({
    code: 'PageError',
    detail: error instanceof Error ? error.message : 'Something in this page went wrong.',
    status: -1,
  });
}
