// A list of results in each of its states: being read, failed, empty, there.

import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, type ReactNode } from 'react';
import { itemsOf } from '../../api/pages';
import { resultsQuery, type ResultFilter } from '../../api/results';
import { ProblemNotice } from '../../design/Notice';
import { ResultGrid } from './ResultGrid';
import { GridSkeleton } from './RowSkeleton';

export function ResultPages({
  filter,
  label,
  empty,
}: {
  filter: ResultFilter;
  label: string;
  empty: ReactNode;
}) {
  const query = useInfiniteQuery(resultsQuery(filter));
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const results = useMemo(() => itemsOf(data), [data]);
  const nextPage = useCallback(() => void fetchNextPage(), [fetchNextPage]);

  if (query.isPending) return <GridSkeleton />;
  if (error && !data) {
    return (
      <ProblemNotice
        error={error}
        title="The results cannot be read"
        retry={() => void refetch()}
      />
    );
  }
  if (results.length === 0) return empty;
  return (
    <>
      <ResultGrid
        results={results}
        more={hasNextPage && !error}
        loading={isFetchingNextPage}
        onMore={nextPage}
        label={label}
      />
      {error && <ProblemNotice error={error} title="There are more results" retry={nextPage} />}
    </>
  );
}
