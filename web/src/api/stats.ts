// GET /stats, and what GET /metrics counts since the server was started.

import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, request } from './client';
import { apiUrl } from './config';
import { problemOfAnswer } from './problem';

export const ranges = {
  '1h': { label: '1 hour', ms: 3_600_000 },
  '24h': { label: '24 hours', ms: 24 * 3_600_000 },
  '7d': { label: '7 days', ms: 7 * 24 * 3_600_000 },
} as const;

export type Range = keyof typeof ranges;

export function isRange(text: string | null): text is Range {
  return text !== null && text in ranges;
}

const everyMs = 10_000;

export function statsQuery(range: Range) {
  return queryOptions({
    queryKey: ['stats', range],
    refetchInterval: everyMs,
    queryFn: ({ signal }) => {
      const to = new Date();
      const from = new Date(to.getTime() - ranges[range].ms);
      const query = { from: from.toISOString(), to: to.toISOString() };
      return answerOf(api.GET('/stats', { params: { query }, signal }));
    },
  });
}

export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

// Prometheus' text form: one sample a line, comments begin with "#".
export function parseMetrics(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const found = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line);
    if (!found?.[1]) return [];
    const labels: Record<string, string> = {};
    for (const [, key = '', value = ''] of (found[2] ?? '').matchAll(
      /(\w+)="((?:[^"\\]|\\.)*)"/g,
    )) {
      labels[key] = value;
    }
    return [{ name: found[1], labels, value: Number(found[3]) }];
  });
}

export const metricsQuery = queryOptions({
  queryKey: ['metrics'],
  refetchInterval: everyMs,
  queryFn: async ({ signal }) => {
    const response = await request(`${apiUrl}/metrics`, { signal });
    if (!response.ok) throw problemOfAnswer(response, await response.json().catch(() => null));
    return parseMetrics(await response.text());
  },
});
