// ResultGrid: results as cards, as many as there are: only the rows on the screen are drawn, and the
// next page is asked for before its end is reached.

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Summary } from '../../api/results';
import { ResultCard } from './ResultCard';
import { RowSkeleton } from './RowSkeleton';
import styles from './ResultGrid.module.css';

const cardPxMin = 230;
const gapPx = 20;
const captionPx = 72;

function columnsOf(widthPx: number): number {
  if (widthPx < 560) return 2;
  return Math.max(2, Math.floor((widthPx + gapPx) / (cardPxMin + gapPx)));
}

// As it was last: who comes back finds the list as high as it was, and so his place in it.
let lastBox = { width: 0, top: 0 };

function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState(lastBox);
  useLayoutEffect(() => {
    const grid = element.current;
    if (!grid) return;
    const measure = () => {
      const { width, top } = grid.getBoundingClientRect();
      lastBox = { width, top: top + window.scrollY };
      setBox(lastBox);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(grid);
    observer.observe(document.body); // what stands above may grow
    return () => observer.disconnect();
  }, []);
  return { element, ...box };
}

export function ResultGrid({
  results,
  more,
  loading,
  onMore,
  label,
}: {
  results: Summary[];
  more: boolean;
  loading: boolean;
  onMore: () => void;
  label: string;
}) {
  const { element, width, top } = useWidth();
  const columns = columnsOf(width);
  const gap = width < 560 ? 12 : gapPx;
  const cardPx = (width - gap * (columns - 1)) / columns;
  const rowPx = Math.max(1, Math.round(cardPx * 0.75 + captionPx + gap));
  const rows = Math.ceil(results.length / columns);

  const virtual = useWindowVirtualizer({
    count: rows + (more ? 1 : 0),
    estimateSize: () => rowPx,
    overscan: 3,
    scrollMargin: top,
  });
  useEffect(() => virtual.measure(), [virtual, rowPx]);

  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !loading && width > 0 && last >= rows - 2) onMore();
  }, [last, loading, more, onMore, rows, width]);

  const template = useMemo(
    () => ({ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, columnGap: gap }),
    [columns, gap],
  );
  return (
    <div
      ref={element}
      className={styles.grid}
      style={{ height: width > 0 ? virtual.getTotalSize() : undefined }}
      role="feed"
      aria-label={label}
      aria-busy={loading}
    >
      {width > 0 &&
        shown.map(({ index, key, start }) => (
          <div
            key={key}
            className={styles.row}
            style={{ ...template, transform: `translateY(${start - top}px)` }}
          >
            {index < rows ? (
              results.slice(index * columns, (index + 1) * columns).map((result, column) => (
                <article
                  key={result.image_id}
                  aria-posinset={index * columns + column + 1}
                  aria-setsize={more ? -1 : results.length}
                  aria-label={result.name}
                >
                  <ResultCard result={result} />
                </article>
              ))
            ) : (
              <RowSkeleton columns={columns} />
            )}
          </div>
        ))}
    </div>
  );
}
