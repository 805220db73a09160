// Keeps the lists of results as new as the live feed says, without asking per picture: changes are
// gathered, and the newest page is read once for all of them. Where there is no feed, it polls.

import { useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { feed, type ResultChange } from './feed';
import { readAnew } from './pages';
import { fileNameOf, getResult, listResults, pageSize, summaryOf } from './results';
import type { Summary, SummaryPage } from './results';
import { useFeedState } from './use-feed';

const gatherMs = 250;
const pollMs = 3_000;
const asksOnly = 3; // so few changes are asked for one by one, without the newest page
const asksMax = 6; // of single results, where the newest page has them not

type Pages = InfiniteData<SummaryPage>;
export const allResults = ['results', {}] as const;

function mapItems(pages: Pages, change: (items: Summary[]) => Summary[]): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: change(page.items) })),
  };
}

// Known ones in their place. A late answer never undoes a newer one. Pages without any of them stay
// the same objects: there may be thousands.
export function updated(pages: Pages, fresh: Summary[]): Pages {
  const wanted = new Map(fresh.map((item) => [item.image_id, item]));
  const newer = (item: Summary) => {
    const found = wanted.get(item.image_id);
    return found && found.updated_at >= item.updated_at ? found : item;
  };
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.items.some(({ image_id }) => wanted.has(image_id))
        ? { ...page, items: page.items.map(newer) }
        : page,
    ),
  };
}

// The same, and new ones first.
export function merged(pages: Pages, fresh: Summary[]): Pages {
  const unknown = new Map(fresh.map((item) => [item.image_id, item]));
  for (const page of pages.pages) for (const item of page.items) unknown.delete(item.image_id);
  const next = updated(pages, fresh);
  const [first, ...others] = next.pages;
  if (!first || unknown.size === 0) return next;
  const items = [...unknown.values(), ...first.items];
  items.sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
  return { ...next, pages: [{ ...first, items }, ...others] };
}

export function without(pages: Pages, imageId: string): Pages {
  return mapItems(pages, (items) => items.filter((item) => item.image_id !== imageId));
}

// What a change alone tells, until the result itself is read.
function placeholderOf(change: ResultChange): Summary | undefined {
  if (!change.status || !change.key || !change.updated_at) return undefined;
  return {
    image_id: change.image_id,
    status: 'PROCESSING',
    name: fileNameOf(change.key),
    created_at: change.updated_at,
    updated_at: change.updated_at,
    execution_arn: change.execution_arn,
    user_id: change.user_id,
    labels: [],
    faces: 0,
    lines: 0,
    flagged: [],
  };
}

export function forget(client: QueryClient, imageId: string) {
  client.setQueriesData<Pages>({ queryKey: ['results'] }, (pages) =>
    pages ? without(pages, imageId) : pages,
  );
  // Whoever looks at it now goes on looking; asking again would only say that it is gone.
  client.removeQueries({ queryKey: ['result', imageId], type: 'inactive' });
}

class Gatherer {
  #changed = new Set<string>();
  #timer = 0;
  #client: QueryClient;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  add(change: ResultChange) {
    if (change.deleted) return forget(this.#client, change.image_id);
    const placeholder = placeholderOf(change);
    this.#client.setQueryData<Pages>(allResults, (pages) => {
      if (!pages || !placeholder) return pages;
      const known = pages.pages.some(({ items }) =>
        items.some(({ image_id }) => image_id === change.image_id),
      );
      return known ? pages : merged(pages, [placeholder]);
    });
    this.#changed.add(change.image_id);
    this.#timer ||= window.setTimeout(() => void this.#read(), gatherMs);
  }

  stop() {
    window.clearTimeout(this.#timer);
  }

  async #read() {
    this.#timer = 0;
    const wanted = [...this.#changed];
    this.#changed.clear();
    for (const id of wanted) void this.#client.invalidateQueries({ queryKey: ['result', id] });
    try {
      const newest =
        wanted.length <= asksOnly ? [] : (await listResults({ limit: pageSize })).items;
      const got = new Set(newest.map((item) => item.image_id));
      const others = wanted.filter((id) => !got.has(id)).slice(0, asksMax);
      const all = [...newest, ...(await this.#each(others))];
      this.#client.setQueriesData<Pages>({ queryKey: ['results'] }, (pages) =>
        pages ? updated(pages, all) : pages,
      );
      this.#client.setQueryData<Pages>(allResults, (pages) => (pages ? merged(pages, all) : pages));
    } catch {
      // The next change, or the person, asks again.
    }
  }

  async #each(ids: string[]): Promise<Summary[]> {
    const answers = await Promise.allSettled(ids.map((id) => getResult(id)));
    return answers.flatMap((one) => (one.status === 'fulfilled' ? [summaryOf(one.value)] : []));
  }
}

async function readNewest(client: QueryClient): Promise<void> {
  if (!client.getQueryData(allResults)) return; // nobody has seen them
  try {
    const { items } = await listResults({ limit: pageSize });
    client.setQueryData<Pages>(allResults, (pages) => (pages ? merged(pages, items) : pages));
  } catch {
    // It is asked for again, by the next change or the next look.
  }
}

export function useLiveResults() {
  const client = useQueryClient();
  const state = useFeedState();
  useEffect(() => {
    const gatherer = new Gatherer(client);
    const end = feed.listen((type, data) => {
      if (type === 'result') gatherer.add(data as ResultChange);
      if (type === 'missed') void Promise.all([readAnew(client), readNewest(client)]);
    });
    return () => {
      end();
      gatherer.stop();
    };
  }, [client]);
  // What could not be read while the server was away is read now.
  useEffect(() => {
    if (state !== 'live') return;
    void client.refetchQueries({
      type: 'active',
      predicate: ({ state: { status } }) => status === 'error',
    });
  }, [client, state]);
  useEffect(() => {
    if (state !== 'polling') return;
    const timer = window.setInterval(() => {
      void readNewest(client);
    }, pollMs);
    return () => window.clearInterval(timer);
  }, [client, state]);
}
