// Which picture an execution is about, from its input: the event "Object Created" of S3.

import { fileNameOf } from '../../api/results';

export interface Picture {
  name: string;
  imageId?: string | undefined; // of keys as POST /upload-url makes them
}

interface ObjectCreated {
  detail?: { object?: { key?: unknown } };
}

const uploadKey = /(?:^|\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/[^/]+$/;

export function pictureOf(input: unknown): Picture | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const { detail } = input as ObjectCreated;
  const key = detail?.object?.key;
  if (typeof key !== 'string') return undefined;
  return {
    name: fileNameOf(key),
    imageId: uploadKey.exec(key)?.[1],
  };
}
