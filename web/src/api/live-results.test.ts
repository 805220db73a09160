import { expect, test } from 'vitest';
import { sampleResult } from '../testing/samples';
import { merged, updated, without } from './live-results';
import { summaryOf } from './results';

function item(image_id: string, created: string, updated = created, status = 'COMPLETED' as const) {
  return summaryOf(sampleResult({ image_id, created_at: created, updated_at: updated, status }));
}

const pages = {
  pages: [
    { items: [item('b', '2026-01-02'), item('a', '2026-01-01')], nextCursor: 'more' },
    { items: [item('0', '2025-12-31')], nextCursor: null },
  ],
  pageParams: ['', 'more'],
};

test('new results come first, known ones stay in their place', () => {
  const next = merged(pages, [item('a', '2026-01-01', '2026-01-05'), item('c', '2026-01-03')]);
  expect(next.pages.map((page) => page.items.map((one) => one.image_id))).toEqual([
    ['c', 'b', 'a'],
    ['0'],
  ]);
  expect(next.pages[0]?.items[2]?.updated_at).toBe('2026-01-05');
});

test('a late answer undoes nothing', () => {
  const next = merged(pages, [item('b', '2026-01-02', '2026-01-01')]);
  expect(next.pages[0]?.items[0]?.updated_at).toBe('2026-01-02');
});

test('what is deleted goes', () => {
  const next = without(pages, '0');
  expect(next.pages[1]?.items).toEqual([]);
});

test('pages that have nothing new stay as they are', () => {
  const change = item('0', '2025-12-31', '2026-02-01');
  const next = updated(pages, [change, item('x', '2026-02-01')]);
  expect(next.pages[0]).toBe(pages.pages[0]);
  expect(next.pages[1]?.items).toEqual([change]);
});
