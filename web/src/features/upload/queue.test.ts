// Goal: what is queued is sent, told about, and never lost.

import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import { keyIsNeeded, signIn } from '../../api/key';
import { answers, asked, mockServer, problem } from '../../testing/mock-server';
import { serverInfo } from '../../testing/samples';
import { UploadQueue, totalsOf } from './queue';

const put = 'http://localhost:8080/heliograph-images/*';
const stored = http.put(put, () => new HttpResponse(null, { status: 200 }));

function file(name = 'cat.jpg', size = 100) {
  return new File([new Uint8Array(size)], name, { type: 'image/jpeg' });
}

async function settled(queue: UploadQueue) {
  await vi.waitFor(() => expect(totalsOf(queue.uploads).open).toBe(0), { timeout: 30_000 });
  return queue.uploads;
}

function states(queue: UploadQueue) {
  return queue.uploads.map((upload) => upload.state);
}

test('many go a few at a time, and all arrive', async () => {
  mockServer.use(stored);
  const queue = new UploadQueue();
  queue.add(
    Array.from({ length: 8 }, (_, index) => file(`${index}.jpg`)),
    serverInfo.upload,
  );
  expect(states(queue).filter((state) => state === 'sending')).toHaveLength(3);
  await settled(queue);
  expect(totalsOf(queue.uploads)).toMatchObject({ count: 8, sent: 8, sentBytes: 800, bytes: 800 });
  queue.clear();
  expect(queue.uploads).toEqual([]);
});

test('what the server would refuse is not sent', () => {
  const queue = new UploadQueue();
  queue.add([file('a.txt'), new File([], 'b.txt', { type: 'text/plain' })], serverInfo.upload);
  expect(queue.uploads[1]).toMatchObject({ state: 'refused' });
  queue.cancelAll();
});

test('a refusal stands beside the file in the server’s words, and can be tried again', async () => {
  mockServer.use(
    answers('POST', '/upload-url', () => problem(400, 'InvalidUserId', 'userId has 1 to 128…')),
  );
  const queue = new UploadQueue();
  queue.add([file()], serverInfo.upload);
  expect((await settled(queue))[0]).toMatchObject({
    state: 'failed',
    problem: 'userId has 1 to 128…',
  });
  mockServer.resetHandlers();
  mockServer.use(stored);
  queue.retryAll();
  expect((await settled(queue))[0]).toMatchObject({ state: 'sent', imageId: '7' });
});

test('a permission that ran out is asked for again', async () => {
  let times = 0;
  mockServer.use(
    http.put(put, () => {
      times += 1;
      if (times > 1) return new HttpResponse(null, { status: 200 });
      const error =
        '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
      return new HttpResponse(error, { status: 403 });
    }),
  );
  const queue = new UploadQueue();
  queue.add([file()], serverInfo.upload);
  expect((await settled(queue))[0]).toMatchObject({ state: 'sent' });
  expect(asked.filter((request) => request === 'POST /upload-url')).toHaveLength(2);
});

test('a connection that breaks off for good says so', async () => {
  mockServer.use(http.put(put, () => HttpResponse.error()));
  const queue = new UploadQueue();
  queue.add([file()], serverInfo.upload);
  const [upload] = await settled(queue);
  expect(upload?.state).toBe('failed');
  expect(upload?.problem).toMatch(/connection broke off/);
  expect(upload?.tries).toBe(3);
});

test('what is cancelled stays so', async () => {
  mockServer.use(stored);
  const queue = new UploadQueue();
  queue.add([file('a.jpg'), file('b.jpg')], serverInfo.upload);
  queue.cancel(queue.uploads[0]?.id ?? 0);
  await settled(queue);
  expect(states(queue)).toEqual(['cancelled', 'sent']);
});

test('what was cancelled is counted, and sent after all on request', async () => {
  mockServer.use(stored);
  const queue = new UploadQueue();
  queue.add([file('a.jpg'), file('b.jpg')], serverInfo.upload);
  queue.cancelAll();
  expect(totalsOf(queue.uploads)).toMatchObject({ open: 0, cancelled: 2 });
  queue.retryAll();
  await settled(queue);
  expect(states(queue)).toEqual(['sent', 'sent']);
});

test('a key that is refused is waited for', async () => {
  mockServer.use(answers('POST', '/upload-url', () => problem(401, 'InvalidCredentials', 'Gone.')));
  const queue = new UploadQueue();
  queue.add([file()], serverInfo.upload);
  await vi.waitFor(() => expect(asked).toContain('POST /upload-url'));
  await vi.waitFor(() => expect(states(queue)).toEqual(['waiting']));
  mockServer.resetHandlers();
  mockServer.use(stored);
  keyIsNeeded();
  signIn('another', false);
  expect((await settled(queue))[0]).toMatchObject({ state: 'sent' });
});

test('a folder without a picture is told about', () => {
  const queue = new UploadQueue();
  queue.say('There is no picture in that folder.');
  expect(queue.note).toMatch(/no picture/);
  queue.add([file()], serverInfo.upload);
  expect(queue.note).toBe('');
  queue.cancelAll();
});
