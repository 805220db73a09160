// Goal: the frame around the pages fits the API that the page stands on.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { asked, asOnAws, results } from '../testing/mock-server';
import { openPage, openWhole, violations } from '../testing/render';
import { sampleResult } from '../testing/samples';

test('an API of uploads and results alone, as on AWS, is shown as such', async () => {
  asOnAws();
  results.push(sampleResult());
  openPage('/images/i1');
  expect(await screen.findByRole('heading', { level: 1, name: 'beach.jpg' })).toBeVisible();
  const pages = screen.getByRole('navigation', { name: 'Pages' });
  await waitFor(() => expect(within(pages).getAllByRole('link')).toHaveLength(2));
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
  expect(screen.queryByRole('img', { name: 'beach.jpg' })).toBeNull();
  expect(screen.getByText(/does not give the picture itself/)).toBeVisible();
});

test.each(['/executions', '/executions/arn', '/dashboard', '/settings'])(
  '%s says where it is on AWS',
  async (address) => {
    asOnAws();
    openPage(address);
    expect(await screen.findByText(/Executions are in Step Functions/)).toBeVisible();
  },
);

test('where there is no feed, what is new is asked for', async () => {
  asOnAws();
  results.push(sampleResult());
  const { container } = openWhole('/');
  expect(await screen.findByText('Every 3 s')).toBeVisible();
  expect(await screen.findByRole('link', { name: /^beach.jpg/ })).toBeVisible();
  results.unshift(
    sampleResult({ image_id: 'i2', key: 'uploads/i2/car.jpg', created_at: '2026-11-26T10:00:00Z' }),
  );
  expect(await screen.findByRole('link', { name: /^car.jpg/ })).toBeVisible();
  const others = asked.filter((request) => !request.startsWith('GET /results?'));
  expect(new Set(others)).toEqual(new Set(['GET /events/stream', 'GET /server']));
  expect(await violations(container)).toEqual([]);
});

test('a new page begins at its beginning', async () => {
  results.push(sampleResult());
  const { user } = openPage('/find');
  await user.click(await screen.findByRole('link', { name: /beach.jpg/ }));
  expect(await screen.findByRole('heading', { level: 1, name: 'beach.jpg' })).toBeVisible();
  expect(screen.getByRole('main')).toHaveFocus();
});
