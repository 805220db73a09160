// GET and POST /replays: archived events go through the rules again.

import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client';

export const replaysQuery = queryOptions({
  queryKey: ['replays'],
  queryFn: ({ signal }) => answerOf(api.GET('/replays', { signal })),
});

export async function startReplay(from: Date, to: Date) {
  return answerOf(
    api.POST('/replays', { body: { from: from.toISOString(), to: to.toISOString() } }),
  );
}
