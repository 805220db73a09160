// Goal: the frame around the pages fits the API that the page stands on.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answers, mockServer, problem, results } from '../testing/mock-server';
import { openPage } from '../testing/render';
import { sampleResult } from '../testing/samples';

test('an API of uploads and results alone, as on AWS, is shown as such', async () => {
  results.push(sampleResult());
  mockServer.use(answers('GET', '/server', () => problem(403, 'Forbidden', 'No such way.')));
  openPage('/images/i1');
  expect(await screen.findByRole('heading', { level: 1, name: 'beach.jpg' })).toBeVisible();
  const pages = screen.getByRole('navigation', { name: 'Pages' });
  await waitFor(() => expect(within(pages).getAllByRole('link')).toHaveLength(2));
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
});

test('a new page begins at its beginning', async () => {
  results.push(sampleResult());
  const { user } = openPage('/find');
  await user.click(await screen.findByRole('link', { name: /beach.jpg/ }));
  expect(await screen.findByRole('heading', { level: 1, name: 'beach.jpg' })).toBeVisible();
  expect(screen.getByRole('main')).toHaveFocus();
});
