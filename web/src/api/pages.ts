// What a list that is read page by page has in all.

import type { InfiniteData } from '@tanstack/react-query';

export function itemsOf<Item>(read: InfiniteData<{ items: Item[] }> | undefined): Item[] {
  return read?.pages.flatMap((page) => page.items) ?? [];
}
