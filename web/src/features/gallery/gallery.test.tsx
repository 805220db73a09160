// Goal: the gallery and Find show what there is, and say what is wrong.

import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answers, asked, mockServer, problem, results } from '../../testing/mock-server';
import { openPage, violations } from '../../testing/render';
import { sampleResult } from '../../testing/samples';

test('cards say what was found', async () => {
  results.push(
    sampleResult(),
    sampleResult({
      image_id: 'i2',
      status: 'REJECTED',
      labels: [],
      faces: [],
      text: [],
      error: { code: 'InvalidImage', message: 'The file is no picture.' },
    }),
  );
  const { container } = openPage('/');
  const feed = await screen.findByRole('feed', { name: 'Results, newest first' });
  expect(
    await within(feed).findByRole('link', {
      name: 'beach.jpg, Done, Dog, 1 face, 1 line of text',
    }),
  ).toHaveAttribute('href', '/images/i1');
  expect(
    within(feed).getByRole('link', { name: /Rejected, The file is no picture/ }),
  ).toBeVisible();
  expect(await violations(container)).toEqual([]);
});

test('an empty server says what to do', async () => {
  openPage('/');
  expect(await screen.findByRole('heading', { name: 'Nothing sent yet' })).toBeVisible();
});

test('a server that fails says so, and is asked again on request', async () => {
  mockServer.use(answers('GET', '/results', () => problem(503, 'SlowDown', 'Come back later.')));
  const { user } = openPage('/');
  expect(await screen.findByRole('alert')).toHaveTextContent('Come back later.');
  mockServer.resetHandlers();
  results.push(sampleResult());
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: /^beach.jpg/ })).toBeVisible();
});

test('a search stands in the address', async () => {
  results.push(
    sampleResult(),
    sampleResult({ image_id: 'i2', key: 'uploads/i2/car.jpg', labels: [] }),
  );
  const { user, router } = openPage('/find?status=COMPLETED');
  expect(await screen.findByRole('link', { name: /^car.jpg/ })).toBeVisible();
  await user.type(screen.getByRole('searchbox', { name: 'Words' }), 'dog');
  await screen.findByRole('link', { name: /^beach.jpg/ });
  await expect.poll(() => router.state.location.search).toBe('?status=COMPLETED&q=dog');
  await expect.poll(() => screen.queryByRole('link', { name: /^car.jpg/ })).toBeNull();
  await expect.poll(() => asked.at(-1)).toBe('GET /results?q=dog&status=COMPLETED&limit=60');
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  await expect.poll(() => router.state.location.search).toBe('');
});

test('an address that nobody has says so', async () => {
  openPage('/nowhere');
  expect(await screen.findByText('There is no page at this address')).toBeVisible();
});
