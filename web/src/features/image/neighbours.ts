// The pictures before and after one, as the gallery has them.

import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { allResults } from '../../api/live-results';
import { itemsOf } from '../../api/pages';
import type { SummaryPage } from '../../api/results';

export function useNeighbours(imageId: string): { newer?: string; older?: string } {
  const pages = useQueryClient().getQueryData<InfiniteData<SummaryPage>>(allResults);
  const ids = itemsOf(pages).map((item) => item.image_id);
  const at = ids.indexOf(imageId);
  if (at < 0) return {};
  const newer = ids[at - 1];
  const older = ids[at + 1];
  return { ...(newer && { newer }), ...(older && { older }) };
}
