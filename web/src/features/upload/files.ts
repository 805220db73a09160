// Files as people give them: picked, dropped (with whole folders) or pasted; and what the server
// would refuse, said before a byte is sent.

import type { ServerInfo } from '../../api/types';
import { bytes } from '../../design/format';

export const filesMax = 10_000; // of one drop

// Browsers give no type, or a wrong one, to some of these.
const typeOfExtension: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jfif: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  avif: 'image/avif',
  heic: 'image/heic',
  heif: 'image/heif',
};

export function mediaTypeOf(file: { name: string; type: string }): string {
  const extension = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase();
  if (file.type.startsWith('image/') && file.type !== 'image/x-ms-bmp') return file.type;
  return typeOfExtension[extension] ?? file.type;
}

function formats(types: string[]): string {
  return types.map((type) => type.replace('image/', '').toUpperCase()).join(', ');
}

// Why the server would refuse it; undefined where nothing speaks against it.
export function refusalOf(
  file: { name: string; type: string; size: number },
  limits: ServerInfo['upload'],
): string | undefined {
  if (!limits.types.includes(mediaTypeOf(file))) {
    return `This is no picture that the server takes. It takes ${formats(limits.types)}.`;
  }
  if (file.size === 0) return 'The file is empty.';
  if (file.size > limits.bytes_max) {
    return (
      `The file has ${bytes(file.size)}; at most ${bytes(limits.bytes_max)} are taken. ` +
      'Save it smaller, or as a JPEG.'
    );
  }
  if (new TextEncoder().encode(safeName(file.name)).length > 255) {
    return 'The file’s name is too long. Give it a shorter one.';
  }
  return undefined;
}

// The server takes no path, and no control characters, in a name.
export function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- these are what it is about
  return name.replace(/[/\\\u0000-\u001f\u007f]/g, '_').trim() || 'picture';
}

function readEntries(directory: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => directory.readEntries(resolve, reject));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function collect(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= filesMax || entry.name.startsWith('.')) return;
  if (entry.isFile) {
    found.push(await fileOf(entry as FileSystemFileEntry));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // It gives at most a hundred at a time; none is the end.
  for (;;) {
    const entries = await readEntries(reader);
    if (entries.length === 0 || found.length >= filesMax) return;
    for (const inner of entries) await collect(inner, found);
  }
}

// In a folder, what is no picture is passed over; a file that was meant is told about.
export async function filesOf(transfer: DataTransfer): Promise<File[]> {
  // The entries must be taken at once: after the event the list is empty.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const files = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return files;
  const found: File[] = [];
  for (const entry of entries) {
    if (!entry) continue;
    const inside: File[] = [];
    await collect(entry, inside);
    found.push(...(entry.isDirectory ? pictures(inside) : inside));
  }
  return found.slice(0, filesMax);
}

// Of a folder's files; what is hidden is passed over as in a folder that is dropped.
export function pictures(files: File[]): File[] {
  const isHidden = ({ name, webkitRelativePath: path }: File) =>
    (path || name).split('/').some((part) => part.startsWith('.'));
  return files
    .filter((file) => mediaTypeOf(file).startsWith('image/') && !isHidden(file))
    .slice(0, filesMax);
}

export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}
