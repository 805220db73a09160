import { expect, test } from 'vitest';
import { serverInfo } from '../../testing/samples';
import { mediaTypeOf, pictures, refusalOf, safeName } from './files';

test.each([
  ['cat.jpg', 'image/jpeg', 10, undefined],
  ['cat.JPEG', '', 10, undefined],
  ['cat.heic', '', 10, /no picture that the server takes. It takes JPEG, PNG/],
  ['notes.txt', 'text/plain', 10, /no picture/],
  ['no-extension', '', 10, /no picture/],
  ['empty.png', 'image/png', 0, /empty/],
  ['large.png', 'image/png', 1_000_001, /at most 1.0 MB/],
  [`${'ä'.repeat(128)}.png`, 'image/png', 10, /name is too long/],
])('%s of type "%s" and %i bytes', (name, type, size, refusal) => {
  const said = refusalOf({ name, type, size }, serverInfo.upload);
  if (refusal) expect(said).toMatch(refusal);
  else expect(said).toBeUndefined();
});

test('names and types are made such that the server takes them', () => {
  expect(safeName('a/b\\c\nd.png')).toBe('a_b_c_d.png');
  expect(safeName(' ')).toBe('picture');
  expect(mediaTypeOf({ name: 'x.heic', type: '' })).toBe('image/heic');
  expect(mediaTypeOf({ name: 'x.png', type: 'image/webp' })).toBe('image/webp');
});

test('of a folder, what is hidden or no picture is passed over', () => {
  const inside = (webkitRelativePath: string) => {
    const file = new File(['x'], webkitRelativePath.split('/').at(-1) ?? '');
    return Object.defineProperty(file, 'webkitRelativePath', { value: webkitRelativePath });
  };
  const given = ['f/a.png', 'f/.b.png', 'f/.git/c.png', 'f/notes.txt', 'f/g/d.jpg'].map(inside);
  expect(pictures(given).map((file) => file.webkitRelativePath)).toEqual(['f/a.png', 'f/g/d.jpg']);
});
