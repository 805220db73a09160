// The live feed in components.

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { feed, type FeedEvents, type FeedState } from './feed';

export function useFeedState(): FeedState {
  return useSyncExternalStore(feed.watch, () => feed.state);
}

const pollMs = 2_000;

// How often to ask where nothing is told.
export function usePolling(): number | false {
  return useFeedState() === 'live' ? false : pollMs;
}

// Calls `handle` for each event of that type while the component is there.
export function useFeed<Type extends keyof FeedEvents>(
  type: Type,
  handle: (data: FeedEvents[Type]) => void,
) {
  const onEvent = useEffectEvent((told: keyof FeedEvents, data: unknown) => {
    if (told === type) handle(data as FeedEvents[Type]);
  });
  useEffect(() => feed.listen((told, data) => onEvent(told, data)), []);
}
