// Whether what is shown is live, in a word.

import { useFeedState } from '../api/use-feed';
import type { FeedState } from '../api/feed';
import { classes } from '../design/classes';
import styles from './LiveState.module.css';

const words: Record<FeedState, { word: string; means: string }> = {
  connecting: { word: 'Connecting', means: 'Asking the server for its live feed.' },
  live: { word: 'Live', means: 'Results appear as they are found.' },
  polling: { word: 'Every 3 s', means: 'This server has no live feed, so the page asks it.' },
  away: {
    word: 'Offline',
    means: 'The connection to the server is lost. The page tries again and misses nothing.',
  },
};

export function LiveState() {
  const state = useFeedState();
  const { word, means } = words[state];
  return (
    <span
      className={classes(styles.live, state === 'live' ? styles.on : styles[state])}
      title={means}
      role="status"
    >
      <span className={styles.dot} aria-hidden="true" />
      {word}
    </span>
  );
}
