// Goal: one image shows all that was found, and its lists and its picture point at each other.

import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answers, asked, mockServer, problem, results } from '../../testing/mock-server';
import { openPage, violations } from '../../testing/render';
import { sampleResult } from '../../testing/samples';
import { labelTree } from './label-tree';

function marks(container: Element): string[] {
  return [...container.querySelectorAll('[data-mark]')].map(
    (mark) => mark.getAttribute('data-mark') ?? '',
  );
}

test('everything that was found is there', async () => {
  results.push(sampleResult());
  const { container } = openPage('/images/i1');
  expect(await screen.findByRole('heading', { level: 1, name: 'beach.jpg' })).toBeVisible();
  expect(screen.getByRole('img', { name: 'beach.jpg' })).toHaveAttribute(
    'src',
    'http://localhost:8080/results/i1/image?variant=preview',
  );
  const faces = screen.getByRole('region', { name: 'Faces' });
  expect(faces).toHaveTextContent('20–30 years');
  expect(faces).toHaveTextContent('happy 92 %');
  expect(screen.getByRole('region', { name: 'Text' })).toHaveTextContent('NO SWIMMING');
  expect(screen.getByRole('region', { name: 'Safe to show' })).toHaveTextContent(
    'Nothing to report',
  );
  expect(screen.getByRole('region', { name: 'The file' })).toHaveTextContent(
    /52\.50000, 13\.40000/,
  );
  expect(await violations(container)).toEqual([]);
});

test('kinds of marks and confidence choose what is drawn', async () => {
  results.push(sampleResult());
  const { container, user } = openPage('/images/i1');
  const objects = await screen.findByRole('button', { name: /Objects 2/ });
  expect(marks(container)).toEqual(['object:Dog:0', 'object:Dog:1', 'text:0', 'face:0']);
  await user.click(objects);
  expect(objects).toHaveAttribute('aria-pressed', 'false');
  expect(marks(container)).toEqual(['text:0', 'face:0']);
  await user.click(objects);
  fireEvent.change(screen.getByRole('slider'), { target: { value: '97' } });
  expect(marks(container)).toEqual(['text:0', 'face:0']);
});

test('an entry lights its boxes', async () => {
  results.push(sampleResult());
  const { container, user } = openPage('/images/i1');
  const labels = await screen.findByRole('region', { name: 'What is on it' });
  await user.hover(within(labels).getByRole('link', { name: 'Dog' }));
  expect(container.querySelectorAll('[data-mark^="object:Dog"][class*="_lit"]')).toHaveLength(2);
  await user.unhover(within(labels).getByRole('link', { name: 'Dog' }));
  expect(container.querySelectorAll('[class*="_lit"]')).toHaveLength(0);
});

test('labels stand below their nearest parent', () => {
  const label = (Name: string, Confidence: number, ...parents: string[]) => ({
    Name,
    Confidence,
    Parents: parents.map((parent) => ({ Name: parent })),
  });
  const tree = labelTree([
    label('Food', 99),
    label('Pizza', 97, 'Food', 'Dish'),
    label('Dish', 98, 'Food'),
    label('Sky', 100, 'Outdoors'),
  ]);
  expect(tree.map((node) => node.label.Name)).toEqual(['Sky', 'Food']);
  expect(tree[1]?.children[0]?.label.Name).toBe('Dish');
  expect(tree[1]?.children[0]?.children[0]?.label.Name).toBe('Pizza');
});

test('a flagged picture is hidden until it is asked for', async () => {
  results.push(
    sampleResult({ moderation: [{ Name: 'Violence', Confidence: 90, ParentName: '' }] }),
  );
  const { user } = openPage('/images/i1');
  expect(await screen.findByRole('img', { name: /^Hidden/ })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show it' }));
  expect(screen.getByRole('img', { name: 'beach.jpg' })).toBeVisible();
});

test('a failed one says why', async () => {
  results.push({
    image_id: 'i1',
    status: 'FAILED',
    bucket: 'b',
    key: 'uploads/i1/a.jpg',
    created_at: '2026-11-25T10:00:00Z',
    updated_at: '2026-11-25T10:00:00Z',
    error: { code: 'Sandbox.Timedout', message: 'It took too long.', state: 'AnalyzeImage' },
  });
  openPage('/images/i1');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The workflow failed in AnalyzeImageIt took too long. Sandbox.Timedout',
  );
});

test('deleting asks first, and says where it fails', async () => {
  results.push(sampleResult());
  const { user } = openPage('/images/i1');
  await user.click(await screen.findByRole('button', { name: 'Delete' }));
  const dialog = screen.getByRole('dialog', { name: 'Delete this picture?' });
  mockServer.use(
    answers('DELETE', '/results/{image_id}', () => problem(503, 'SlowDown', 'Try later.')),
  );
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Try later.');
  mockServer.resetHandlers();
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('Nothing sent yet')).toBeVisible();
  expect(asked).toContain('DELETE /results/i1');
});

test('it leads to its execution, and is analysed again', async () => {
  results.push(sampleResult());
  mockServer.use(
    answers('POST', '/results/{image_id}/analysis', () => {
      results[0] = sampleResult({ status: 'LOW_CONFIDENCE', execution_arn: 'arn:2' });
      return [202, { image_id: 'i1', execution_arn: 'arn:2', started_at: '2026-11-25T11:00:00Z' }];
    }),
  );
  const { user } = openPage('/images/i1');
  expect(await screen.findByRole('link', { name: 'Execution' })).toHaveAttribute(
    'href',
    `/executions/${encodeURIComponent(sampleResult().execution_arn ?? '')}`,
  );
  await user.click(screen.getByRole('button', { name: 'Analyse again' }));
  expect(await screen.findByRole('button', { name: 'Analysing…' })).toBeDisabled();
  // Nothing tells of the end here, so the page asks.
  expect(
    await screen.findByText('Unsure', { selector: 'strong' }, { timeout: 5_000 }),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'Execution' })).toHaveAttribute(
    'href',
    '/executions/arn%3A2',
  );
});

test('what cannot be analysed again says why', async () => {
  results.push(sampleResult());
  mockServer.use(
    answers('POST', '/results/{image_id}/analysis', () =>
      problem(409, 'ImageGone', 'The picture was deleted.'),
    ),
  );
  const { user } = openPage('/images/i1');
  await user.click(await screen.findByRole('button', { name: 'Analyse again' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The picture was deleted.');
  expect(screen.getByRole('button', { name: 'Analyse again' })).toBeEnabled();
});

test('one that is not there says so', async () => {
  openPage('/images/none');
  expect(await screen.findByText('There is no such image')).toBeVisible();
});

test('what was just sent is asked for until it is there', async () => {
  openPage('/images/i1');
  expect(await screen.findByText('There is no such image')).toBeVisible();
  results.push(sampleResult());
  expect(await screen.findByRole('heading', { level: 1, name: 'beach.jpg' })).toBeVisible();
});

test('a file that was rejected is not asked for as a picture, and its size is told', async () => {
  results.push(
    sampleResult({
      status: 'REJECTED',
      image: { size_bytes: 353 },
      labels: undefined as never,
      error: { code: 'InvalidImageFormat', message: 'It is cut.' },
    }),
  );
  openPage('/images/i1');
  const file = await screen.findByRole('region', { name: 'The file' });
  expect(file).toHaveTextContent(/Formatnot knownFile size353 B/);
  expect(screen.getByText(/no picture to show/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'With marks' })).toBeNull();
});

test('a name cannot turn round what stands behind it', async () => {
  results.push(sampleResult({ key: 'uploads/i1/holiday\u202egnp.exe' }));
  openPage('/images/i1');
  const name = 'holiday\ufffdgnp.exe';
  expect(await screen.findByRole('heading', { level: 1, name })).toBeVisible();
});
