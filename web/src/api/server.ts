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

export const serverQuery = queryOptions({
  queryKey: ['server'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<ServerInfo | null> => {
    try {
      return await answerOf(api.GET('/server', { signal }));
    } catch (error) {
      if (error instanceof Problem && (error.status === 404 || error.status === 403)) return null;
      throw error;
    }
  },
});

export function useUploadLimits(): ServerInfo['upload'] {
  return useQuery(serverQuery).data?.upload ?? usualLimits;
}
