// What the states of a result and of the workflow are called, and how they look.

import type { Status } from '../api/types';

export type Tone = 'busy' | 'good' | 'warn' | 'bad';

export const statusLook: Record<Status, { word: string; tone: Tone; means: string }> = {
  PROCESSING: { word: 'Analysing', tone: 'busy', means: 'It is being looked at.' },
  COMPLETED: { word: 'Done', tone: 'good', means: 'Analysed, and sure of what is on it.' },
  LOW_CONFIDENCE: {
    word: 'Unsure',
    tone: 'warn',
    means: 'Analysed, but nothing was found with enough confidence.',
  },
  REJECTED: { word: 'Rejected', tone: 'bad', means: 'Not a picture that can be analysed.' },
  FAILED: { word: 'Failed', tone: 'bad', means: 'A step of the workflow failed.' },
};

// The workflow as people follow it: four steps, whatever branch it takes.
export const steps = ['Validate', 'Analyse', 'Save', 'Announce'] as const;

const stepOfState: Record<string, number> = {
  ValidateImage: 0,
  AnalyzeWithRekognition: 1,
  CheckConfidence: 2,
  SaveResults: 2,
  SaveLowConfidence: 2,
  SaveRejected: 2,
  SaveFailed: 2,
  ParallelNotifications: 3,
  PublishToFeed: 3,
  NotifySubscribers: 3,
};

// Steps that are over, of `steps.length`; what is settled has them all behind it.
export function stepsDone(status: Status, state: string | undefined): number {
  if (status !== 'PROCESSING') return steps.length;
  return stepOfState[state ?? 'ValidateImage'] ?? 0;
}
