// GET /server: limits and settings. An API without it (AWS) takes what Rekognition takes.

import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api } from './client';
import { Problem } from './problem';
import type { ServerInfo } from './types';

export const usualLimits: ServerInfo['upload'] = {
  bytes_max: 15_000_000,
  pixels_max: 100_000_000,
  side_px_max: 10_000,
  url_expires_in: 300,
  types: [
    'image/jpeg',
    'image/png',
    'image/webp',
    'image/gif',
    'image/bmp',
    'image/tiff',
    'image/avif',
    'image/heic',
    'image/heif',
  ],
};

// API Gateway knows no such way; CloudFront gives the page in place of what it knows not.
function isNothingThere({ status, code }: Problem): boolean {
  return status === 404 || code === 'Http403' || code === 'UnreadableAnswer';
}

export const serverQuery = queryOptions({
  queryKey: ['server'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<ServerInfo | null> => {
    try {
      return await answerOf(api.GET('/server', { signal }));
    } catch (error) {
      if (error instanceof Problem && isNothingThere(error)) return null;
      throw error;
    }
  },
});

// Whether the API has all that `helio serve` has. On AWS it is uploads and results alone; the rest is
// in AWS's own console.
export function useWholeApi(): boolean {
  return useQuery(serverQuery).data !== null;
}

export function useUploadLimits(): ServerInfo['upload'] {
  return useQuery(serverQuery).data?.upload ?? usualLimits;
}
