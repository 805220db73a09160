// What tests show of an execution: one that failed in the end, after a retry and a Catch.

import type { ExecutionDetail, HistoryEvent } from '../api/types';

export const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:image-pipeline:e1';

const definition = {
  StartAt: 'Validate',
  States: {
    Validate: {
      Type: 'Task',
      Next: 'Tell',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'SaveFailed' }],
    },
    Tell: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Feed', States: { Feed: { Type: 'Task', End: true } } },
        { StartAt: 'Mail', States: { Mail: { Type: 'Task', End: true } } },
      ],
      Next: 'Sure',
    },
    Sure: { Type: 'Choice', Choices: [{ Next: 'Good' }], Default: 'SaveFailed' },
    SaveFailed: { Type: 'Task', Next: 'Bad' },
    Bad: { Type: 'Fail', Error: 'Broken' },
    Good: { Type: 'Succeed' },
  },
};

type Row = [type: string, previous: number, details?: Record<string, unknown>];

const rows: Row[] = [
  ['ExecutionStarted', 0, { input: '{}' }],
  ['TaskStateEntered', 0, { name: 'Validate', input: '{"key":"cat.jpg"}' }],
  ['TaskScheduled', 2, { resource: 'invoke' }],
  ['TaskFailed', 3, { error: 'SlowDown', cause: 'Too much at once.' }],
  ['TaskScheduled', 4, { resource: 'invoke' }],
  ['TaskFailed', 5, { error: 'Unhandled', cause: 'It broke.' }],
  ['TaskStateExited', 6, { name: 'Validate', output: '{"error":1}' }],
  ['TaskStateEntered', 7, { name: 'SaveFailed', input: '{"error":1}' }],
  ['TaskScheduled', 8, { resource: 'invoke' }],
  ['TaskSucceeded', 9, { output: '{}' }],
  ['TaskStateExited', 10, { name: 'SaveFailed', output: '{"saved":true}' }],
  ['FailStateEntered', 11, { name: 'Bad', input: '{"saved":true}' }],
  ['ExecutionFailed', 12, { error: 'Broken', cause: 'It broke.' }],
];

const startMs = Date.parse('2026-11-25T10:00:00.000Z');

export function eventsOf(listed: Row[]): HistoryEvent[] {
  return listed.map(([type, previous_id, details], index) => ({
    id: index + 1,
    previous_id,
    time: new Date(startMs + index * 100).toISOString(),
    type,
    ...(details && { details }),
  }));
}

export function sampleExecution(change: Partial<ExecutionDetail> = {}): ExecutionDetail {
  return {
    execution_arn: executionArn,
    state_machine_arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:image-pipeline',
    name: 'e1',
    status: 'FAILED',
    started_at: '2026-11-25T10:00:00.000Z',
    stopped_at: '2026-11-25T10:00:01.300Z',
    input: {
      time: '2026-11-25T09:59:59Z',
      detail: { object: { key: 'uploads/01999999-0000-7000-8000-000000000001/cat.jpg' } },
    },
    error: 'Broken',
    cause: 'It broke.',
    redrives: 0,
    definition,
    history: eventsOf(rows),
    history_truncated: false,
    ...change,
  };
}
