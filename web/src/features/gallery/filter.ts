// The filters of Find as they stand in the page's address, so that a search can be sent to others.

import type { ResultFilter } from '../../api/results';
import { statuses, type Status } from '../../api/types';

function isStatus(text: string | null): text is Status {
  return statuses.includes(text as Status);
}

// "2026-11-25" in the reader's zone, as the instant that it begins.
function startOfDay(day: string | null, daysLater = 0): string | undefined {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const time = new Date(`${day}T00:00:00`);
  time.setDate(time.getDate() + daysLater);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

// The address's parameters are the person's words; these are the API's.
export function filterOf(search: URLSearchParams): ResultFilter {
  const filter: ResultFilter = {};
  const text = (name: string) => search.get(name)?.trim() ?? '';
  const status = search.get('status');
  const confidence = Number(search.get('confidence'));
  const from = startOfDay(search.get('from'));
  const to = startOfDay(search.get('to'), 1);
  if (text('q')) filter.q = text('q');
  if (text('label')) filter.label = text('label');
  if (text('user')) filter.user_id = text('user');
  if (isStatus(status)) filter.status = status;
  if (confidence > 0 && confidence <= 100) filter.min_confidence = confidence;
  if (from) filter.from = from;
  if (to) filter.to = to;
  return filter;
}

export function changed(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value.trim()) next.set(name, value);
  else next.delete(name);
  return next;
}
