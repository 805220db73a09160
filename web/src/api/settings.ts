// GET /settings.

import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => answerOf(api.GET('/settings', { signal })),
});
