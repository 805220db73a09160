// What an execution's history says of each state: when it was entered and left, with what, how often
// it was tried, and what went wrong. A state that is entered again is another visit.

import type { ExecutionDetail, HistoryEvent } from '../../api/types';

// caught: it failed, and a Catch took over. stopped: the execution ended meanwhile.
export type VisitStatus = 'running' | 'done' | 'caught' | 'failed' | 'stopped';

export interface Attempt {
  error: string;
  cause?: string | undefined;
  at: string;
}

export interface Visit {
  id: number; // of the event that it began with
  name: string;
  type: string; // "Task"
  status: VisitStatus;
  entered: string;
  exited?: string | undefined;
  input?: unknown;
  output?: unknown;
  tries: number; // tasks that were begun
  errors: Attempt[];
  from?: string | undefined; // the state before it
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

// Histories have data as JSON texts.
function dataOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

const failure = /(Failed|TimedOut|Aborted)$/;
const begun = /^(Task|LambdaFunction|Activity)Scheduled$/;
const insideBegins = /^(ParallelStateStarted|MapStateStarted|MapIterationStarted)$/;

class Reader {
  readonly visits: Visit[] = [];
  readonly #visitOf = new Map<number, Visit>(); // by event
  readonly #typeOf = new Map<number, string>();

  read(event: HistoryEvent) {
    const details: Record<string, unknown> = event.details ?? {};
    const before = this.#visitOf.get(event.previous_id);
    const visit = event.type.endsWith('StateEntered')
      ? this.#enter(event, details, before)
      : this.#go(event, details, before);
    if (visit) this.#visitOf.set(event.id, visit);
    this.#typeOf.set(event.id, event.type);
  }

  #enter(event: HistoryEvent, details: Record<string, unknown>, before?: Visit): Visit {
    const inside = insideBegins.test(this.#typeOf.get(event.previous_id) ?? '');
    const visit: Visit = {
      id: event.id,
      name: textOf(details.name) ?? '',
      type: event.type.replace('StateEntered', ''),
      status: 'running',
      entered: event.time,
      input: dataOf(details.input),
      tries: 0,
      errors: [],
      from: inside ? undefined : before?.name,
    };
    this.visits.push(visit);
    return visit;
  }

  #go(event: HistoryEvent, details: Record<string, unknown>, before?: Visit): Visit | undefined {
    if (event.type.endsWith('StateExited')) {
      const left = this.visits.findLast((v) => v.name === details.name && !v.exited) ?? before;
      if (left) this.#exit(left, event, details);
      return left;
    }
    if (!before) return undefined;
    if (begun.test(event.type)) before.tries += 1;
    if (failure.test(event.type) && !event.type.startsWith('Execution')) {
      this.#fail(before, event, details);
    }
    if (event.type === 'ExecutionFailed' && before.errors.length === 0) {
      this.#fail(before, event, details);
    }
    return before;
  }

  #fail(visit: Visit, event: HistoryEvent, details: Record<string, unknown>) {
    const error =
      textOf(details.error) ?? (event.type.includes('TimedOut') ? 'States.Timeout' : '');
    if (error) visit.errors.push({ error, cause: textOf(details.cause), at: event.time });
  }

  #exit(visit: Visit, event: HistoryEvent, details: Record<string, unknown>) {
    const last = this.#typeOf.get(event.previous_id) ?? '';
    visit.exited = event.time;
    visit.output = dataOf(details.output);
    visit.status = failure.test(last) ? 'caught' : 'done';
  }
}

export function visitsOf(execution: ExecutionDetail): Visit[] {
  const reader = new Reader();
  for (const event of execution.history) reader.read(event);
  if (execution.status !== 'RUNNING') {
    for (const visit of reader.visits) {
      if (visit.status !== 'running') continue;
      const failed = visit.errors.length > 0 || visit.type === 'Fail';
      visit.status = visit.type === 'Succeed' ? 'done' : failed ? 'failed' : 'stopped';
      visit.exited ??= execution.stopped_at;
    }
  }
  return reader.visits;
}

const order: Record<VisitStatus, number> = {
  failed: 0,
  caught: 1,
  stopped: 2,
  running: 3,
  done: 4,
};

// What went wrong first, then in the order of time.
export function failuresFirst(visits: Visit[]): Visit[] {
  const bad = (visit: Visit) => Math.min(order[visit.status], 3);
  return [...visits].sort((a, b) => bad(a) - bad(b) || a.id - b.id);
}

// The worst of a state's visits counts for its colour; the newest where all went well.
export function statusByState(visits: Visit[]): Map<string, VisitStatus> {
  const found = new Map<string, VisitStatus>();
  for (const visit of visits) {
    const known = found.get(visit.name);
    if (!known || order[visit.status] <= order[known]) found.set(visit.name, visit.status);
  }
  return found;
}

export function durationMs(visit: Visit, now: number): number {
  const end = visit.exited ? Date.parse(visit.exited) : now;
  return Math.max(0, end - Date.parse(visit.entered));
}
