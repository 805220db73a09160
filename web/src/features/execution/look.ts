// How the states of a visit and of an execution look and what they are called.

import type { ExecutionStatus } from '../../api/executions';
import type { Tone } from '../../design/status';
import type { VisitStatus } from './visits';

export const visitLook: Record<VisitStatus, { word: string; tone: Tone }> = {
  running: { word: 'Running', tone: 'busy' },
  done: { word: 'Done', tone: 'good' },
  caught: { word: 'Failed, caught', tone: 'warn' },
  failed: { word: 'Failed', tone: 'bad' },
  stopped: { word: 'Stopped', tone: 'warn' },
};

export const executionLook: Record<ExecutionStatus, { word: string; tone: Tone }> = {
  RUNNING: { word: 'Running', tone: 'busy' },
  SUCCEEDED: { word: 'Succeeded', tone: 'good' },
  FAILED: { word: 'Failed', tone: 'bad' },
  TIMED_OUT: { word: 'Timed out', tone: 'bad' },
  ABORTED: { word: 'Aborted', tone: 'warn' },
};
