// What the same analysis would have cost at Amazon Rekognition's list price.

import type { Stats } from '../../api/types';

export const callsPerImage = 4; // DetectLabels, DetectFaces, DetectText, DetectModerationLabels
export const dollarsPerCall = 0.001; // the first million images a month, us-east-1
export const priceList = 'https://aws.amazon.com/rekognition/pricing/';

export function analysed({ images: { outcomes } }: Stats): number {
  return (outcomes.COMPLETED ?? 0) + (outcomes.LOW_CONFIDENCE ?? 0);
}

export function rekognitionDollars(stats: Stats): number {
  return analysed(stats) * callsPerImage * dollarsPerCall;
}
