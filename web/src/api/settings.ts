// GET /settings, POST /rules/{rule}/enable and …/disable.

import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => answerOf(api.GET('/settings', { signal })),
});

export async function switchRule(rule: string, bus: string, on: boolean) {
  const params = { path: { rule }, query: { bus } };
  return answerOf(
    on
      ? api.POST('/rules/{rule}/enable', { params })
      : api.POST('/rules/{rule}/disable', { params }),
  );
}
