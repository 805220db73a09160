// Badge: a state in one word.

import { classes } from './classes';
import type { Tone } from './status';
import styles from './Badge.module.css';
import tones from './Tone.module.css';

export function Badge({ word, tone, means }: { word: string; tone: Tone; means?: string }) {
  return (
    <span className={classes(styles.badge, tones[tone])} title={means}>
      {word}
    </span>
  );
}
