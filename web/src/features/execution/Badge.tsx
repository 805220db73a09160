import { classes } from '../../design/classes';
import type { Tone } from './look';
import styles from './Badge.module.css';

export function Badge({ word, tone }: { word: string; tone: Tone }) {
  return <span className={classes(styles.badge, styles[tone])}>{word}</span>;
}
