// Goal: settings can be read, keys are told of honestly, and one can sign in and out.

import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { currentKey, signIn } from '../../api/key';
import type { AccessKey } from '../../api/keys';
import type { Settings } from '../../api/types';
import { answers, asked, mockServer, problem } from '../../testing/mock-server';
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
  expect(screen.getByText(/Sign in with an admin’s key for that/)).toBeVisible();
  expect(await violations(container)).toEqual([]);
});

test('signing out forgets the key', async () => {
  mockServer.use(
    answers('GET', '/settings', () => [200, settings]),
    answers('GET', '/server', () => [200, { ...serverInfo, key_required: true }]),
    answers('GET', '/keys', () => problem(403, 'AccessDenied', 'Keys are for an admin’s key.')),
  );
  signIn('secret-1234', false);
  const { user } = openPage('/settings');
  expect(await screen.findByText(/ends in …1234/)).toBeVisible();
  expect(await screen.findByText('Keys are for an admin’s key.')).toBeVisible();
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

const viewer: AccessKey = {
  id: 'HELIOAAAAAAAAAAAAAAA',
  name: 'wall',
  scope: 'viewer',
  bucket: '',
  prefix: '',
  created_at: '2026-11-25T10:00:00Z',
};

test('an admin makes a key, sees it once, and revokes another', async () => {
  const keys = [viewer];
  mockServer.use(
    answers('GET', '/settings', () => [200, settings]),
    answers('GET', '/keys', () => [200, { items: keys, count: keys.length }]),
    answers('POST', '/keys', () => {
      const made: AccessKey = { ...viewer, id: 'HELIOBBBBBBBBBBBBBBB', name: 'camera' };
      keys.push(made);
      return [201, { ...made, bearer_token: 'helio_token', secret_access_key: 'aws-secret' }];
    }),
    answers('DELETE', '/keys/{key_id}', (_request, parameter) => {
      keys.splice(
        keys.findIndex(({ id }) => id === parameter('key_id')),
        1,
      );
      return [204];
    }),
  );
  signIn('helio_HELIOCCCCCCCCCCCCCCC_rest', false);
  const { container, user } = openPage('/settings');
  const name = await screen.findByLabelText('Name');
  await user.type(name, 'a b');
  expect(screen.getByRole('button', { name: 'Make a key' })).toBeDisabled();
  expect(screen.getByRole('alert')).toHaveTextContent('no spaces');
  await user.clear(name);
  await user.type(name, 'camera');
  await user.selectOptions(screen.getByLabelText('Scope'), 'uploader');
  await user.click(screen.getByRole('button', { name: 'Make a key' }));
  expect(await screen.findByText('helio_token')).toBeVisible();
  expect(screen.getByText('aws-secret')).toBeVisible();
  expect(await violations(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'I have it' }));
  expect(screen.queryByText('helio_token')).toBeNull();
  await user.click(await screen.findByRole('button', { name: 'Revoke wall' }));
  const dialog = screen.getByRole('dialog', { name: 'Revoke wall?' });
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Revoke wall' })).toBeNull());
  expect(screen.getByRole('button', { name: 'Revoke camera' })).toBeVisible();
  expect(asked).toContain('DELETE /keys/HELIOAAAAAAAAAAAAAAA');
});

test('without a key none is asked about', async () => {
  mockServer.use(answers('GET', '/settings', () => [200, settings]));
  openPage('/settings');
  await screen.findByRole('region', { name: 'Models' });
  expect(asked.filter((request) => request.includes('/keys'))).toEqual([]);
});

test('a rule is switched off, after a question, and on', async () => {
  let enabled = true;
  const [rule] = settings.rules;
  const switched = (on: boolean): [number, object] => {
    enabled = on;
    return [200, { name: 'image-uploads', bus: 'default', enabled }];
  };
  mockServer.use(
    answers('GET', '/settings', () => [200, { ...settings, rules: [{ ...rule, enabled }] }]),
    answers('POST', '/rules/{rule}/disable', () => switched(false)),
    answers('POST', '/rules/{rule}/enable', () => switched(true)),
  );
  const { user } = openPage('/settings');
  await user.click(await screen.findByRole('button', { name: 'Switch off image-uploads' }));
  const dialog = screen.getByRole('dialog', { name: 'Switch image-uploads off?' });
  expect(dialog).toHaveTextContent('stored, but not looked at');
  await user.click(within(dialog).getByRole('button', { name: 'Switch off' }));
  await user.click(await screen.findByRole('button', { name: 'Switch on image-uploads' }));
  expect(await screen.findByRole('button', { name: 'Switch off image-uploads' })).toBeVisible();
  expect(asked.filter((request) => request.startsWith('POST'))).toEqual([
    'POST /rules/image-uploads/disable?bus=default',
    'POST /rules/image-uploads/enable?bus=default',
  ]);
});
