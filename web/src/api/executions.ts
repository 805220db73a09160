// GET /executions, GET /executions/{arn}, POST /executions/{arn}/redrive and …/repeat.

import {
  infiniteQueryOptions,
  queryOptions,
  useQueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answerOf, api } from './client';
import type { ExecutionChange } from './feed';
import type { Execution, ExecutionDetail } from './types';
import { useFeed } from './use-feed';

export type ExecutionStatus = Execution['status'];

const gatherMs = 300;

export function executionsQuery(status?: ExecutionStatus) {
  return infiniteQueryOptions({
    queryKey: ['executions', status ?? ''],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/executions', {
          params: {
            query: {
              limit: 50,
              ...(status && { status }),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function executionQuery(arn: string) {
  return queryOptions({
    queryKey: ['execution', arn],
    queryFn: ({ signal }): Promise<ExecutionDetail> =>
      answerOf(api.GET('/executions/{arn}', { params: { path: { arn } }, signal })),
  });
}

export async function redrive(arn: string) {
  return answerOf(api.POST('/executions/{arn}/redrive', { params: { path: { arn } } }));
}

// Another one with the same input: its event goes through the workflow again.
export async function repeat(arn: string) {
  return answerOf(api.POST('/executions/{arn}/repeat', { params: { path: { arn } } }));
}

// Reads `key` anew soon after a change that concerns it; many changes are one reading.
export function useLiveExecutions(key: QueryKey, concerns: (change: ExecutionChange) => boolean) {
  const client = useQueryClient();
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useFeed('execution', (change) => {
    if (!concerns(change)) return;
    timer.current ||= window.setTimeout(() => {
      timer.current = 0;
      void client.invalidateQueries({ queryKey: key });
    }, gatherMs);
  });
}
