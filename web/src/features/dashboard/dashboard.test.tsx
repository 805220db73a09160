// Goal: the dashboard shows what the server counted, also as tables, and says where it counts not.

import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { parseMetrics } from '../../api/stats';
import type { Stats } from '../../api/types';
import { answers, asked, mockServer, problem } from '../../testing/mock-server';
import { openPage, violations } from '../../testing/render';
import { rekognitionDollars } from './cost';
import { functionRows } from './functions';
import { niceTop, ticksOf } from './scale';
import { imageSeries, slicesOf } from './slices';

const spread = { count: 2, p50: 120, p90: 300, p99: 400, max: 400 };
const stats: Stats = {
  from: '2026-11-25T09:00:00.000Z',
  to: '2026-11-25T10:00:00.000Z',
  slice_s: 120,
  images: {
    outcomes: { COMPLETED: 600, LOW_CONFIDENCE: 150, FAILED: 6 },
    slices: [{ at: '2026-11-25T09:04:00.000Z', outcomes: { COMPLETED: 600, FAILED: 6 } }],
    complete: true,
  },
  steps_ms: { labels: spread, text: { ...spread, p50: 240 } },
  executions: {
    statuses: { SUCCEEDED: 99, FAILED: 1, RUNNING: 3 },
    duration_ms: spread,
    slices: [{ at: '2026-11-25T09:04:00.000Z', duration_ms: spread }],
    complete: false,
  },
};

const metrics = `# HELP helio_function_invocations Invocations so far
helio_function_invocations{function="result_saver"} 40
helio_function_duration_ms{function="result_saver"} 400
helio_function_errors{function="result_saver"} 2
helio_executions_pending 7
helio_disk_free_bytes 2.5e+10
helio_odd{a="b\\"c",d="e"} NaN`;

function serve() {
  mockServer.use(
    answers('GET', '/stats', () => [200, stats]),
    answers('GET', '/replays', () => [200, { items: [], count: 0 }]),
    http.get('*/metrics', () => new HttpResponse(metrics)),
  );
}

test('metrics are read', () => {
  const samples = parseMetrics(metrics);
  expect(samples).toHaveLength(6);
  expect(samples.at(-1)?.labels).toEqual({ a: 'b\\"c', d: 'e' });
  expect(functionRows(samples)).toEqual([
    { name: 'result_saver', invocations: 40, errors: 2, meanMs: 10, running: 0, waiting: 0 },
  ]);
  expect(parseMetrics('')).toEqual([]);
});

test('slices without anything are there too', () => {
  expect(slicesOf(stats).begins).toHaveLength(30);
  const [done, failed] = [...imageSeries(stats)].filter(({ hue }) => hue !== 'warn');
  expect(done?.values[2]).toBe(300);
  expect(failed?.values[2]).toBe(3);
  expect(done?.values[3]).toBeUndefined();
});

test('axes end at round numbers', () => {
  expect([0, 0.3, 1, 7, 12, 24, 60, 101].map(niceTop)).toEqual([1, 0.5, 1, 10, 20, 25, 100, 200]);
  expect(ticksOf(10)).toEqual([0, 5, 10]);
});

test('the same work at the list price: four calls per analysed image', () => {
  expect(rekognitionDollars(stats)).toBeCloseTo(3);
});

test('numbers, charts and their tables', async () => {
  serve();
  const { container, user } = openPage('/dashboard');
  expect(await screen.findByText('99 of 100 that ended')).toBeVisible();
  expect(screen.getAllByText('$3.00')).toHaveLength(2);
  expect(await screen.findByText('25 GB')).toBeVisible();
  const functions = await screen.findByRole('region', { name: 'Functions' });
  expect(
    await within(functions).findByRole('row', { name: /result_saver 40 2 10 ms/ }),
  ).toBeVisible();
  const images = screen.getByRole('region', { name: 'Images per minute' });
  expect(within(images).getByRole('img', { name: /Images per minute, over time/ })).toBeVisible();
  await user.click(within(images).getByText('As a table'));
  expect(within(images).getAllByRole('row')).toHaveLength(2);
  expect(screen.getByText(/newest 2,000 executions/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: '7 days' }));
  expect(screen.getByRole('button', { name: '7 days' })).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => asked.filter((line) => line.startsWith('GET /stats'))).toHaveLength(2);
  expect(await violations(container)).toEqual([]);
});

test('a server without numbers says where they are', async () => {
  serve();
  mockServer.use(answers('GET', '/stats', () => problem(404, 'NotFound', 'No.')));
  openPage('/dashboard');
  expect(await screen.findByText('The numbers are elsewhere')).toBeVisible();
});

test('one that fails says so, with a way on', async () => {
  serve();
  mockServer.use(answers('GET', '/stats', () => problem(500, 'InternalError', 'It broke.')));
  openPage('/dashboard');
  expect(await screen.findByText('It broke.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('a span of the archive is replayed', async () => {
  serve();
  let body: unknown;
  mockServer.use(
    http.post('*/replays', async ({ request }) => {
      body = await request.json();
      return HttpResponse.json(
        { name: 'r', state: 'RUNNING', rules: [], started_at: '2026-11-25T10:00:00Z' },
        { status: 202 },
      );
    }),
  );
  const { user } = openPage('/dashboard');
  await user.click(await screen.findByRole('button', { name: 'Replay…' }));
  const dialog = screen.getByRole('dialog');
  const start = within(dialog).getByRole('button', { name: 'Replay' });
  fireEvent.change(within(dialog).getByLabelText('From'), {
    target: { value: '2026-11-25T12:00' },
  });
  fireEvent.change(within(dialog).getByLabelText('To'), { target: { value: '2026-11-25T11:00' } });
  expect(start).toBeDisabled();
  fireEvent.change(within(dialog).getByLabelText('To'), { target: { value: '2026-11-25T13:00' } });
  await user.click(start);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const [from, to] = ['2026-11-25T12:00', '2026-11-25T13:00'].map((time) => new Date(time));
  expect(body).toEqual({ from: from?.toISOString(), to: to?.toISOString() });
});
