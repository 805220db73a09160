// What a list that is read page by page has in all.

import type { InfiniteData, QueryClient } from '@tanstack/react-query';

const longPages = 5;

// A list of so many pages that reading all of them again would keep the server busy for a while.
export function isLong(data: unknown): boolean {
  const pages = (data as Partial<InfiniteData<unknown>> | undefined)?.pages;
  return Array.isArray(pages) && pages.length > longPages;
}

// Reads everything that is shown anew, but for long lists: their newest page is left to others.
export function readAnew(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ predicate: ({ state }) => !isLong(state.data) });
}

export function itemsOf<Item>(read: InfiniteData<{ items: Item[] }> | undefined): Item[] {
  return read?.pages.flatMap((page) => page.items) ?? [];
}
