// GET and POST /keys, DELETE /keys/{key_id}: for an admin's key.

import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, done } from './client';
import type { Schemas } from './types';

export type AccessKey = Schemas['Key'];
export type NewKey = Schemas['NewKey'];
export type Scope = AccessKey['scope'];

// `signedIn`: with which key, so that another's list is never shown.
export function keysQuery(signedIn: string) {
  return queryOptions({
    queryKey: ['keys', signedIn.slice(0, 27)], // its id; the rest is secret
    queryFn: ({ signal }) => answerOf(api.GET('/keys', { signal })),
  });
}

export async function createKey(name: string, scope: Scope): Promise<NewKey> {
  return answerOf(api.POST('/keys', { body: { name, scope } }));
}

export async function revokeKey(id: string): Promise<void> {
  await done(api.DELETE('/keys/{key_id}', { params: { path: { key_id: id } } }));
}
