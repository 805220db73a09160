// Goal: settings can be read, keys are told of honestly, and one can sign in and out.

import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { currentKey, signIn } from '../../api/key';
import type { Settings } from '../../api/types';
import { answers, mockServer, problem } from '../../testing/mock-server';
import { openPage, violations } from '../../testing/render';
import { serverInfo } from '../../testing/samples';

const settings: Settings = {
  rules: [
    {
      name: 'image-uploads',
      bus: 'default',
      description: 'Each new image runs through the pipeline.',
      enabled: true,
      pattern: { source: ['aws.s3'] },
      targets: [
        { id: 't', arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:image-pipeline' },
      ],
    },
  ],
  archives: [{ name: 'default', bus: 'default', retention_days: 30 }],
  webhooks: [{ url: 'https://hooks.example/…', signed: true, events: ['image.failed'] }],
  models: [
    {
      pack: 'standard',
      name: 'coco-ssd',
      version: '1.0.6',
      task: 'labels',
      license: 'Apache-2.0',
      source: 'https://example.org/coco-ssd',
    },
  ],
};

test('everything that is set can be read', async () => {
  mockServer.use(answers('GET', '/settings', () => [200, settings]));
  signIn('', false);
  const { container } = openPage('/settings');
  const models = await screen.findByRole('region', { name: 'Models' });
  expect(
    within(models).getByRole('row', { name: /coco-ssd labels 1.0.6 Apache-2.0/ }),
  ).toBeVisible();
  expect(screen.getByRole('region', { name: 'Rules and archive' })).toHaveTextContent(
    /stateMachine image-pipeline.*every event of bus default, 30 days/s,
  );
  expect(screen.getByRole('region', { name: 'Subscriptions' })).toHaveTextContent('image.failed');
  expect(screen.getByRole('region', { name: 'Server' })).toHaveTextContent('1.0 MB');
  expect(screen.getByText('helio keys list')).toBeVisible();
  expect(await violations(container)).toEqual([]);
});

test('signing out forgets the key', async () => {
  mockServer.use(
    answers('GET', '/settings', () => [200, settings]),
    answers('GET', '/server', () => [200, { ...serverInfo, key_required: true }]),
  );
  signIn('secret-1234', false);
  const { user } = openPage('/settings');
  expect(await screen.findByText(/ends in …1234/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Sign out' }));
  expect(currentKey()).toBeNull();
  expect(await screen.findByText('You are not signed in.')).toBeVisible();
});

test('what cannot be read says so; the rest is there', async () => {
  mockServer.use(answers('GET', '/settings', () => problem(503, 'SlowDown', 'Too much at once.')));
  openPage('/settings');
  expect(await screen.findByText('Too much at once.')).toBeVisible();
  expect(screen.getByRole('region', { name: 'Server' })).toBeVisible();
});
