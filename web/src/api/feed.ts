// Feed: GET /events/stream for as long as the page is open. It comes back after a lost connection
// with the last event's id and gets what it missed. Where the server has no stream (API Gateway), it
// says so, and whoever shows lists polls.
//
// The browser's EventSource would do, but cannot send a key and never says why it fails.

import { authorization } from './client';
import { apiUrl } from './config';
import { keyIsNeeded } from './key';
import { EventParser } from './sse';
import type { Status } from './types';

export interface ResultChange {
  image_id: string;
  status?: Status;
  key?: string;
  user_id?: string;
  confidence?: number;
  execution_arn?: string;
  updated_at?: string;
  deleted?: boolean;
}

export interface ExecutionChange {
  execution_arn: string;
  event: string; // Step Functions' own name: "TaskStateEntered"
  state: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  time: string;
}

export interface FeedEvents {
  result: ResultChange;
  execution: ExecutionChange;
  notification: { id: string; type: string; summary: string; time: string };
  // Events were lost: whatever was read before is old.
  missed: Record<string, never>;
}

// live: events come; polling: the server has none; away: the connection is lost and tried again.
export type FeedState = 'connecting' | 'live' | 'polling' | 'away';

const silenceMsMax = 45_000; // the server says something every 15 s
const waitMsMin = 1_000;
const waitMsMax = 20_000;
const hiddenMsMax = 30_000; // six streams are all that a browser has for one server

type Handler = (type: keyof FeedEvents, data: unknown) => void;

export class Feed {
  #state: FeedState = 'connecting';
  #handlers = new Set<Handler>();
  #watchers = new Set<() => void>();
  #lastId: string | undefined;
  #stream: AbortController | undefined;
  #timer = 0;
  #waitMs = waitMsMin;

  get state(): FeedState {
    return this.#state;
  }

  // Returns what ends it.
  start(): () => void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    void this.#connect();
    return () => {
      document.removeEventListener('visibilitychange', this.#onVisibility);
      this.#close();
    };
  }

  listen(handler: Handler): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  // Tries at once, as after signing in.
  reconnect() {
    this.#close();
    this.#waitMs = waitMsMin;
    void this.#connect();
  }

  #set(state: FeedState) {
    if (state === this.#state) return;
    this.#state = state;
    this.#watchers.forEach((watcher) => watcher());
  }

  #close() {
    window.clearTimeout(this.#timer);
    this.#stream?.abort();
    this.#stream = undefined;
  }

  #onVisibility = () => {
    if (document.visibilityState === 'visible') {
      if (!this.#stream) this.reconnect();
      else window.clearTimeout(this.#timer);
    } else if (this.#state === 'live') {
      this.#timer = window.setTimeout(() => this.#close(), hiddenMsMax);
    }
  };

  async #connect() {
    const stream = new AbortController();
    this.#stream = stream;
    const again = () => {
      if (this.#stream !== stream) return; // closed on purpose, or another one took over
      stream.abort();
      this.#set('away');
      this.#timer = window.setTimeout(() => void this.#connect(), this.#waitMs);
      this.#waitMs = Math.min(this.#waitMs * 2, waitMsMax);
    };
    try {
      const response = await fetch(`${apiUrl}/events/stream`, {
        headers: {
          Accept: 'text/event-stream',
          ...authorization(),
          ...(this.#lastId ? { 'Last-Event-ID': this.#lastId } : {}),
        },
        signal: stream.signal,
        cache: 'no-store',
      });
      const type = response.headers.get('Content-Type') ?? '';
      if (response.status === 401) {
        keyIsNeeded();
        this.#set('away');
        return; // signing in connects again
      }
      if (response.ok && response.body && type.startsWith('text/event-stream')) {
        const isBack = this.#state === 'away';
        this.#set('live');
        this.#waitMs = waitMsMin;
        // It has never heard an event that the server could go on after.
        if (isBack && !this.#lastId) this.#tell('missed', '{}');
        await this.#read(response.body, stream);
      } else if (response.status < 500) {
        this.#set('polling');
        stream.abort();
        return;
      }
    } catch {
      // The same as a stream that ended.
    }
    again();
  }

  async #read(body: ReadableStream<Uint8Array>, stream: AbortController) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const parser = new EventParser();
    for (;;) {
      const silence = window.setTimeout(() => void reader.cancel(), silenceMsMax);
      const { done, value } = await reader.read().finally(() => window.clearTimeout(silence));
      if (done || stream.signal.aborted) return;
      for (const event of parser.push(decoder.decode(value, { stream: true }))) {
        if (event.id) this.#lastId = event.id;
        this.#tell(event.type, event.data);
      }
    }
  }

  #tell(type: string, text: string) {
    if (!['result', 'execution', 'notification', 'missed'].includes(type)) return;
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch {
      return; // an event that cannot be read is no event
    }
    this.#handlers.forEach((handler) => handler(type as keyof FeedEvents, data));
  }
}

export const feed = new Feed();
