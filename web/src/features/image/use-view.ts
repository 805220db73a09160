// What of a picture's marks is shown: which kinds, how sure, and which one is pointed at.

import { useMemo, useState } from 'react';
import type { Result } from '../../api/types';
import { kinds, marksOf, type Kind, type Mark } from './marks';

export interface View {
  shown: ReadonlySet<Kind>;
  toggle: (kind: Kind) => void;
  confidenceMin: number;
  setConfidenceMin: (percent: number) => void;
  marks: Mark[]; // of the shown kinds, sure enough
  counts: Record<Kind, number>; // sure enough, shown or not
  pointedAt: string | null; // a mark's key, or "object:Dog:" for all of a label
  pointAt: (key: string | null) => void;
  isPointedAt: (key: string) => boolean;
}

export function useView(result: Result): View {
  const [shown, setShown] = useState<ReadonlySet<Kind>>(new Set(kinds));
  const [confidenceMin, setConfidenceMin] = useState(50);
  const [pointedAt, pointAt] = useState<string | null>(null);
  const all = useMemo(() => marksOf(result), [result]);
  return useMemo(() => {
    const sure = all.filter((mark) => mark.confidence >= confidenceMin);
    const count = (kind: Kind) => sure.filter((mark) => mark.kind === kind).length;
    return {
      shown,
      toggle: (kind) =>
        setShown((now) => {
          const next = new Set(now);
          if (!next.delete(kind)) next.add(kind);
          return next;
        }),
      confidenceMin,
      setConfidenceMin,
      marks: sure.filter((mark) => shown.has(mark.kind)),
      counts: { object: count('object'), face: count('face'), text: count('text') },
      pointedAt,
      pointAt,
      isPointedAt: (key) =>
        pointedAt !== null &&
        (pointedAt.endsWith(':') ? key.startsWith(pointedAt) : key === pointedAt),
    };
  }, [all, confidenceMin, pointedAt, shown]);
}
