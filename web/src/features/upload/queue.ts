// UploadQueue: every picture that was given to the page, and how far it is. A few go at a time; the
// others wait. Nothing leaves the queue by itself: what failed can be tried again.

import { signedInAgain } from '../../api/key';
import { putPicture, createUploadUrl } from '../../api/uploads';
import { Problem, problemOf } from '../../api/problem';
import type { ServerInfo } from '../../api/types';
import { filesMax, mediaTypeOf, refusalOf, safeName } from './files';

export type UploadState = 'waiting' | 'sending' | 'sent' | 'refused' | 'failed' | 'cancelled';

export interface Upload {
  readonly id: number;
  readonly file: File;
  readonly state: UploadState;
  readonly sentBytes: number;
  readonly tries: number;
  readonly imageId?: string;
  readonly problem?: string;
}

export interface Totals {
  count: number;
  open: number; // waiting or sending
  sent: number;
  failed: number; // refused, failed
  cancelled: number;
  sentBytes: number;
  bytes: number;
}

const sideBySide = 3; // of the six connections that a browser has; one is the live feed's
const triesMax = 3;
const tellMs = 80;
const tooMany =
  'Only the first 10,000 pictures are taken at once. Give the others when these are sent.';

function waitMs(tries: number, problem: Problem): number {
  return Math.max((problem.retryAfterS ?? 0) * 1000, 500 * 3 ** (tries - 1));
}

export class UploadQueue {
  #uploads: Upload[] = [];
  #note = '';
  #watchers = new Set<() => void>();
  #running = new Map<number, AbortController>();
  #nextId = 1;
  #teller = 0;
  userId: string | null = null;

  get uploads(): readonly Upload[] {
    return this.#uploads;
  }

  // What is to be said about the last files that were given, besides of each.
  get note(): string {
    return this.#note;
  }

  say(note: string) {
    this.#note = note;
    this.#tell();
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  add(files: File[], limits: ServerInfo['upload']) {
    const added = files.map((file): Upload => {
      const refusal = refusalOf(file, limits);
      const fresh = { id: this.#nextId++, file, sentBytes: 0, tries: 0 };
      return refusal
        ? { ...fresh, state: 'refused', problem: refusal }
        : { ...fresh, state: 'waiting' };
    });
    this.#uploads = [...this.#uploads, ...added];
    this.#note = files.length < filesMax ? '' : tooMany;
    this.#tell();
    this.#fill();
  }

  cancel(id: number) {
    this.#running.get(id)?.abort();
    this.#change(id, { state: 'cancelled' });
  }

  cancelAll() {
    this.#running.forEach((sending) => sending.abort());
    this.#uploads = this.#uploads.map((upload) =>
      isOpen(upload) ? { ...upload, state: 'cancelled' } : upload,
    );
    this.#tell();
  }

  retry(id: number) {
    this.#again(
      (upload) => upload.id === id && (upload.state === 'failed' || upload.state === 'cancelled'),
    );
  }

  retryAll() {
    this.#again(({ state }) => state === 'failed' || state === 'cancelled');
  }

  // Forgets all that is over.
  clear() {
    this.#uploads = this.#uploads.filter(isOpen);
    this.#note = '';
    this.#tell();
  }

  #again(which: (upload: Upload) => boolean) {
    this.#uploads = this.#uploads.map((upload) =>
      which(upload)
        ? { id: upload.id, file: upload.file, state: 'waiting', sentBytes: 0, tries: 0 }
        : upload,
    );
    this.#tell();
    this.#fill();
  }

  #change(id: number, change: Partial<Upload>) {
    this.#uploads = this.#uploads.map((upload) =>
      upload.id === id && upload.state !== 'cancelled' ? { ...upload, ...change } : upload,
    );
    this.#tell();
  }

  // Progress of many files comes often: watchers hear of it a few times a second.
  #tell() {
    if (this.#teller) return;
    this.#teller = window.setTimeout(() => {
      this.#teller = 0;
      this.#watchers.forEach((watcher) => watcher());
    }, tellMs);
  }

  #fill() {
    for (const upload of this.#uploads) {
      if (this.#running.size >= sideBySide) return;
      if (upload.state === 'waiting' && !this.#running.has(upload.id)) void this.#run(upload);
    }
  }

  async #run({ id, file }: Upload) {
    const cancelled = new AbortController();
    this.#running.set(id, cancelled);
    const isCancelled = () => cancelled.signal.aborted;
    for (let tries = 1; !isCancelled(); tries += 1) {
      this.#change(id, { state: 'sending', sentBytes: 0, tries });
      try {
        const imageId = await this.#send(id, file, cancelled.signal);
        this.#change(id, { state: 'sent', sentBytes: file.size, imageId });
        break;
      } catch (error) {
        if (isCancelled()) break;
        const problem = problemOf(error);
        if (problem.status === 401) {
          this.#change(id, { state: 'waiting', sentBytes: 0 });
          await signedInAgain(cancelled.signal);
          tries = 0;
          continue;
        }
        const again = problem.passes || problem.code === 'UploadUrlExpired';
        if (!again || tries >= triesMax) {
          this.#change(id, { state: 'failed', problem: problem.message });
          break;
        }
        this.#change(id, { sentBytes: 0 });
        await pause(waitMs(tries, problem), cancelled.signal);
      }
    }
    this.#running.delete(id);
    this.#fill();
  }

  async #send(id: number, file: File, signal: AbortSignal): Promise<string> {
    const named = { name: safeName(file.name), type: mediaTypeOf(file) };
    const permit = await createUploadUrl(named, this.userId, signal);
    await putPicture(permit, file, (sentBytes) => this.#change(id, { sentBytes }), signal);
    return permit.imageId;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer);
      resolve();
    });
  });
}

export function isOpen(upload: Upload): boolean {
  return upload.state === 'waiting' || upload.state === 'sending';
}

export function totalsOf(uploads: readonly Upload[]): Totals {
  const totals: Totals = {
    count: 0,
    open: 0,
    sent: 0,
    failed: 0,
    cancelled: 0,
    sentBytes: 0,
    bytes: 0,
  };
  for (const upload of uploads) {
    totals.count += 1;
    if (isOpen(upload)) totals.open += 1;
    if (upload.state === 'sent') totals.sent += 1;
    if (upload.state === 'cancelled') totals.cancelled += 1;
    if (upload.state === 'failed' || upload.state === 'refused') totals.failed += 1;
    if (isOpen(upload) || upload.state === 'sent') {
      totals.bytes += upload.file.size;
      totals.sentBytes += Math.min(upload.sentBytes, upload.file.size);
    }
  }
  return totals;
}

export const uploadQueue = new UploadQueue();
