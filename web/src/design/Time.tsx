// A moment: how long ago, the exact time in its title. It moves on by itself.

import { useEffect, useState } from 'react';
import { fullTime, timeAgo } from './format';

const everyMs = 30_000;

export function Time({ iso }: { iso: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), everyMs);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <time dateTime={iso} title={fullTime(iso)}>
      {timeAgo(iso, Math.max(now, new Date(iso).getTime()))}
    </time>
  );
}
