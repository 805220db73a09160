// One number that matters.

import { classes } from '../../design/classes';
import styles from './Tile.module.css';

export function Tile({
  name,
  value,
  note,
  tone,
}: {
  name: string;
  value: string;
  note: string;
  tone?: 'bad' | undefined;
}) {
  return (
    <dl className={styles.tile}>
      <dt>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      <dd className={classes(styles.note, tone && styles[tone])}>{note}</dd>
    </dl>
  );
}
