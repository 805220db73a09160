// Goal: an execution's page says what happened to each state, what failed first, and lets it go on.

import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { eventsOf, executionArn, sampleExecution } from '../../testing/execution';
import { answers, asked, mockServer, problem } from '../../testing/mock-server';
import { openPage, violations } from '../../testing/render';
import type { ExecutionDetail } from '../../api/types';
import { pathOf, place } from './layout';
import { pictureOf } from './picture';
import { failuresFirst, statusByState, visitsOf } from './visits';
import { graphOf } from './workflow';

const address = `/executions/${encodeURIComponent(executionArn)}`;

function serve(execution: ExecutionDetail) {
  mockServer.use(answers('GET', '/executions/{arn}', () => [200, execution]));
}

test('a history is read into visits', () => {
  const visits = visitsOf(sampleExecution());
  expect(visits.map(({ name, status, tries, from }) => [name, status, tries, from])).toEqual([
    ['Validate', 'caught', 2, undefined],
    ['SaveFailed', 'done', 1, 'Validate'],
    ['Bad', 'failed', 0, 'SaveFailed'],
  ]);
  expect(visits[0]?.errors.map(({ error }) => error)).toEqual(['SlowDown', 'Unhandled']);
  expect(visits[0]?.input).toEqual({ key: 'cat.jpg' });
  expect(failuresFirst(visits).map(({ name }) => name)).toEqual(['Bad', 'Validate', 'SaveFailed']);
  expect(statusByState(visits).get('Validate')).toBe('caught');
});

test('branches of a Parallel run side by side', () => {
  const history = eventsOf([
    ['ExecutionStarted', 0],
    ['ParallelStateEntered', 0, { name: 'Tell', input: '{}' }],
    ['ParallelStateStarted', 2],
    ['TaskStateEntered', 3, { name: 'Feed', input: '{}' }],
    ['TaskStateEntered', 3, { name: 'Mail', input: 'no JSON' }],
    ['TaskStateExited', 4, { name: 'Feed', output: '{}' }],
  ]);
  const visits = visitsOf(sampleExecution({ status: 'RUNNING', history }));
  expect(visits.map(({ name, status, from }) => [name, status, from])).toEqual([
    ['Tell', 'running', undefined],
    ['Feed', 'done', undefined],
    ['Mail', 'running', undefined],
  ]);
  expect(visits[2]?.input).toBe('no JSON');
});

test('what still ran when the execution ended was stopped', () => {
  const history = eventsOf([
    ['ExecutionStarted', 0],
    ['WaitStateEntered', 0, { name: 'Wait', input: '{}' }],
    ['ExecutionAborted', 2],
  ]);
  const [visit] = visitsOf(sampleExecution({ status: 'ABORTED', history }));
  expect(visit?.status).toBe('stopped');
});

test('a definition is a graph, boxes and all', () => {
  const graph = graphOf(sampleExecution().definition);
  expect(graph?.edges).toContainEqual({ from: 'Validate', to: 'SaveFailed', kinds: ['catch'] });
  expect(graph?.edges).toContainEqual({ from: 'Sure', to: 'SaveFailed', kinds: ['default'] });
  if (!graph) throw new Error('no graph');
  const placed = place(graph);
  const at = (name: string) => placed.nodes.find(({ node }) => node.name === name);
  const [tell, feed, mail] = [at('Tell'), at('Feed'), at('Mail')];
  if (!tell || !feed || !mail) throw new Error('not placed');
  for (const inner of [feed, mail]) {
    expect(inner.x).toBeGreaterThan(tell.x);
    expect(inner.x + inner.width).toBeLessThan(tell.x + tell.width);
    expect(inner.y + inner.height).toBeLessThan(tell.y + tell.height);
  }
  expect(feed.x + feed.width).toBeLessThan(mail.x);
  expect(at('Validate')?.y).toBeLessThan(tell.y);
});

test.each([[undefined], ['text'], [{}], [{ StartAt: 'A', States: {} }], [[1]]])(
  'no definition: %j',
  (definition) => expect(graphOf(definition)).toBeUndefined(),
);

test('a line turns at its points', () => {
  expect(pathOf([])).toBe('');
  expect(
    pathOf([
      { x: 0, y: 0 },
      { x: 0, y: 9 },
    ]),
  ).toBe('M0.0 0.0L0.0 9.0');
  expect(
    pathOf([
      { x: 0, y: 0 },
      { x: 4, y: 4 },
      { x: 0, y: 8 },
    ]),
  ).toBe('M0.0 0.0Q4.0 4.0 0.0 8.0');
});

test('the picture is found by its key', () => {
  expect(pictureOf(sampleExecution().input)?.imageId).toBe('01999999-0000-7000-8000-000000000001');
  expect(pictureOf({ detail: { object: { key: 'uploads/cat.jpg' } } })).toMatchObject({
    name: 'cat.jpg',
    imageId: undefined,
  });
  expect(pictureOf({ detail: 1 })).toBeUndefined();
  expect(pictureOf(null)).toBeUndefined();
});

test('what failed comes first, and every state is in the graph', async () => {
  serve(sampleExecution());
  const { container, user } = openPage(address);
  expect(await screen.findByRole('heading', { level: 1, name: 'cat.jpg' })).toBeVisible();
  const list = screen.getByRole('list', { name: 'States' });
  expect(within(list).getAllByRole('group')[0]).toHaveTextContent('Bad');
  const workflow = screen.getByRole('group', { name: 'Workflow' });
  expect(within(workflow).getByRole('button', { name: 'Bad Fail: Failed' })).toBeEnabled();
  expect(
    within(workflow).getByRole('button', { name: 'Good Succeed: Not reached' }),
  ).toBeDisabled();
  await user.click(within(workflow).getByRole('button', { name: /^Validate/ }));
  const errors = within(list).getAllByRole('list', { name: 'Errors' });
  expect(errors.map((each) => each.textContent).join()).toContain('SlowDown');
  expect(list).toHaveTextContent('1 retry');
  expect(await violations(container)).toEqual([]);
});

test('redrive and replay ask the server', async () => {
  let current = sampleExecution();
  mockServer.use(
    answers('GET', '/executions/{arn}', () => [200, current]),
    answers('POST', '/executions/{arn}/redrive', () => {
      current = sampleExecution({ status: 'RUNNING', redrives: 1 });
      return [202, { execution_arn: executionArn, redriven_at: '2026-11-25T10:01:00.000Z' }];
    }),
    answers('POST', '/executions/{arn}/repeat', () => [
      202,
      {
        execution_arn: `${executionArn}2`,
        repeats: executionArn,
        started_at: '2026-11-25T10:01:00.000Z',
      },
    ]),
  );
  const { user, router } = openPage(address);
  await user.click(await screen.findByRole('button', { name: 'Redrive' }));
  expect(await screen.findByText('redriven once')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Redrive' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Replay' })).toBeNull();
  current = sampleExecution();
  await router.navigate('/executions');
  await router.navigate(address);
  await user.click(await screen.findByRole('button', { name: 'Replay' }));
  await expect
    .poll(() => router.state.location.pathname)
    .toBe(`/executions/${encodeURIComponent(`${executionArn}2`)}`);
  expect(asked.filter((line) => line.startsWith('POST'))).toHaveLength(2);
});

test('a refused redrive says why', async () => {
  serve(sampleExecution());
  mockServer.use(
    answers('POST', '/executions/{arn}/redrive', () =>
      problem(409, 'ExecutionNotRedrivable', 'It is too old.'),
    ),
  );
  const { user } = openPage(address);
  await user.click(await screen.findByRole('button', { name: 'Redrive' }));
  expect(await screen.findByText('It is too old.')).toBeVisible();
});

test('one that is gone', async () => {
  mockServer.use(
    answers('GET', '/executions/{arn}', () => problem(404, 'ExecutionDoesNotExist', 'No.')),
  );
  openPage(address);
  expect(await screen.findByText('There is no such execution')).toBeVisible();
});

test('the list filters by status and leads to each', async () => {
  const { history, history_truncated, ...summary } = sampleExecution();
  expect(history.length > 0 && history_truncated).toBe(false);
  mockServer.use(
    answers('GET', '/executions', (request) => {
      const wanted = new URL(request.url).searchParams.get('status');
      const items = !wanted || wanted === summary.status ? [summary] : [];
      return [200, { items, count: items.length, nextCursor: null }];
    }),
  );
  const { container, user } = openPage('/executions');
  expect(await screen.findByRole('link', { name: /Failed.*image-pipeline/ })).toHaveAttribute(
    'href',
    address,
  );
  expect(await violations(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Running' }));
  expect(await screen.findByText('None of these')).toBeVisible();
});
