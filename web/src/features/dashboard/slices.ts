// The slices of a span of time, with those in which nothing was, as charts need them.

import type { Stats, Status } from '../../api/types';
import { statuses } from '../../api/types';
import { statusLook } from '../../design/status';
import type { Hue, Series } from './Chart';

export interface Slices {
  begins: number[];
  sliceMs: number;
}

export function slicesOf({ from, to, slice_s: seconds }: Stats): Slices {
  const sliceMs = seconds * 1000;
  const first = Date.parse(from);
  const count = Math.ceil((Date.parse(to) - first) / sliceMs);
  return { sliceMs, begins: Array.from({ length: count }, (_, index) => first + index * sliceMs) };
}

function spreadOut<T extends { at: string }, V>(
  { begins, sliceMs }: Slices,
  found: T[],
  value: (slice: T) => V,
): (V | undefined)[] {
  const values = begins.map((): V | undefined => undefined);
  for (const slice of found) {
    const index = Math.round((Date.parse(slice.at) - (begins[0] ?? 0)) / sliceMs);
    if (index >= 0 && index < values.length) values[index] = value(slice);
  }
  return values;
}

const hueOf: Record<Status, Hue> = {
  COMPLETED: 'good',
  LOW_CONFIDENCE: 'warn',
  REJECTED: 'ink',
  FAILED: 'bad',
  PROCESSING: 'busy',
};

// Images per minute, by what became of them.
export function imageSeries(stats: Stats): Series[] {
  const slices = slicesOf(stats);
  const minutes = stats.slice_s / 60;
  return statuses
    .filter((status) => stats.images.outcomes[status])
    .sort((a, b) => Number(a === 'PROCESSING') - Number(b === 'PROCESSING'))
    .map((status) => ({
      name: statusLook[status].word,
      hue: hueOf[status],
      values: spreadOut(
        slices,
        stats.images.slices,
        ({ outcomes }) => (outcomes[status] ?? 0) / minutes,
      ),
    }));
}

export function latencySeries(stats: Stats): Series[] {
  const slices = slicesOf(stats);
  const line = (name: string, hue: Hue, key: 'p50' | 'p90' | 'p99') => ({
    name,
    hue,
    values: spreadOut(slices, stats.executions.slices, (slice) => slice.duration_ms[key]),
  });
  return [
    line('Half of them', 'good', 'p50'),
    line('9 of 10', 'warn', 'p90'),
    line('99 of 100', 'bad', 'p99'),
  ];
}
