import { expect, test } from 'vitest';
import { EventParser } from './sse';

test('events come out whole, however the bytes come in', () => {
  const stream =
    'retry: 2000\n: connected\n\nid: 1\nevent: result\ndata: {"a":1}\n\n' +
    'data: one\r\ndata: two\r\n\r\n: ping\n\nid: 3\nevent: missed\ndata: {}\n\n';
  const expected = [
    { id: '1', type: 'result', data: '{"a":1}' },
    { id: '1', type: 'message', data: 'one\ntwo' },
    { id: '3', type: 'missed', data: '{}' },
  ];
  for (const size of [1, 2, 3, 7, stream.length]) {
    const parser = new EventParser();
    const got = [];
    for (let at = 0; at < stream.length; at += size) {
      got.push(...parser.push(stream.slice(at, at + size)));
    }
    expect(got).toEqual(expected);
  }
});

test('an event that is cut off is none', () => {
  expect(new EventParser().push('id: 1\ndata: half')).toEqual([]);
});
