// GET /results, GET and DELETE /results/{image_id}, POST /results/{image_id}/analysis.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, done } from './client';
import { isLong } from './pages';
import { Problem } from './problem';
import type { paths } from './schema';
import type { Result, Status } from './types';

export type ResultFilter = Omit<
  NonNullable<paths['/results']['get']['parameters']['query']>,
  'cursor' | 'limit'
>;

// What a card shows. The rest of a result is dropped at once: a list may have 100,000.
export interface Summary {
  image_id: string;
  status: Status;
  name: string;
  created_at: string;
  updated_at: string;
  execution_arn?: string | undefined;
  user_id?: string | undefined;
  size?: { width_px: number; height_px: number } | undefined;
  colour?: string | undefined; // the picture's dominant one, "#4a3021"
  confidence?: number | undefined;
  labels: { name: string; confidence: number }[];
  faces: number;
  lines: number; // of text
  firstLine?: string | undefined;
  flagged: string[]; // names of moderation labels
  error?: string | undefined;
}

export interface SummaryPage {
  items: Summary[];
  nextCursor: string | null;
}

const labelsMax = 4;
export const pageSize = 60;
const freshMs = 5_000;
const keptMs = 30 * 60_000;

// Characters that turn what follows them round would have "gnp.exe" read as "exe.png".
const turns = /[\u202a-\u202e\u2066-\u2069]/g;

export function fileNameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1).replace(turns, '\ufffd');
}

// The most telling labels: those that no other label has as a parent.
export function tellingLabels(labels: Result['labels'] = []): NonNullable<Result['labels']> {
  const parents = new Set(labels.flatMap((label) => label.Parents?.map((p) => p.Name) ?? []));
  const leaves = labels.filter((label) => !parents.has(label.Name));
  return [...leaves].sort((a, b) => b.Confidence - a.Confidence);
}

export function summaryOf(result: Result): Summary {
  const { image } = result;
  const lines = result.text?.filter((text) => text.Type === 'LINE') ?? [];
  return {
    image_id: result.image_id,
    status: result.status,
    name: fileNameOf(result.key),
    created_at: result.created_at,
    updated_at: result.updated_at,
    execution_arn: result.execution_arn,
    user_id: result.user_id,
    size:
      image?.width_px && image.height_px
        ? { width_px: image.width_px, height_px: image.height_px }
        : undefined,
    colour: result.properties?.DominantColors?.[0]?.HexCode,
    confidence: result.confidence,
    labels: tellingLabels(result.labels)
      .slice(0, labelsMax)
      .map((label) => ({ name: label.Name, confidence: label.Confidence })),
    faces: result.faces?.length ?? 0,
    lines: lines.length,
    firstLine: lines[0]?.DetectedText,
    flagged: result.moderation?.map((label) => label.Name) ?? [],
    error: result.error?.message,
  };
}

export async function listResults(
  query: ResultFilter & { cursor?: string; limit?: number },
  signal?: AbortSignal,
): Promise<SummaryPage> {
  const page = await answerOf(
    api.GET('/results', { params: { query }, ...(signal ? { signal } : {}) }),
  );
  return { items: page.items.map(summaryOf), nextCursor: page.nextCursor };
}

export function resultsQuery(filter: ResultFilter) {
  return infiniteQueryOptions({
    queryKey: ['results', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      listResults(
        { ...filter, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      ),
    getNextPageParam: (page) => page.nextCursor,
    // Whoever comes back to a long list finds it as he left it; the feed keeps its newest part new.
    staleTime: ({ state }) => (isLong(state.data) ? Infinity : freshMs),
    gcTime: keptMs,
    structuralSharing: false, // it would compare all that is read with each page that comes
  });
}

export async function getResult(imageId: string, signal?: AbortSignal): Promise<Result> {
  return answerOf(
    api.GET('/results/{image_id}', {
      params: { path: { image_id: imageId } },
      ...(signal ? { signal } : {}),
    }),
  );
}

// null: there is none (yet, or any more).
export function resultQuery(imageId: string) {
  return queryOptions({
    queryKey: ['result', imageId],
    queryFn: async ({ signal }): Promise<Result | null> => {
      try {
        return await getResult(imageId, signal);
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
  });
}

// Begins; the feed tells the rest.
export async function analyseAgain(imageId: string) {
  return answerOf(
    api.POST('/results/{image_id}/analysis', { params: { path: { image_id: imageId } } }),
  );
}

export async function deleteResult(imageId: string): Promise<void> {
  await done(api.DELETE('/results/{image_id}', { params: { path: { image_id: imageId } } }));
}
