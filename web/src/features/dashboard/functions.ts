// What GET /metrics counts, as the dashboard shows it.

import type { Sample } from '../../api/stats';

export interface FunctionRow {
  name: string;
  invocations: number;
  errors: number;
  meanMs: number;
  running: number;
  waiting: number;
}

export function gauge(samples: Sample[], name: string): number | undefined {
  return samples.find((sample) => sample.name === name)?.value;
}

export function functionRows(samples: Sample[]): FunctionRow[] {
  const rows = new Map<string, Record<string, number>>();
  for (const { name, labels, value } of samples) {
    const found = /^helio_function_(\w+)$/.exec(name)?.[1];
    if (!found || !labels.function) continue;
    rows.set(labels.function, { ...rows.get(labels.function), [found]: value });
  }
  return [...rows]
    .map(([name, row]) => ({
      name,
      invocations: row.invocations ?? 0,
      errors: row.errors ?? 0,
      meanMs: row.invocations ? (row.duration_ms ?? 0) / row.invocations : 0,
      running: row.running ?? 0,
      waiting: row.waiting ?? 0,
    }))
    .sort((a, b) => b.invocations - a.invocations);
}
