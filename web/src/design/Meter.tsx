// Meter: a confidence or another part of a hundred, as a bar and a number.

import { percent } from './format';
import styles from './Meter.module.css';

export function Meter({ value, label }: { value: number; label: string }) {
  return (
    <span className={styles.meter}>
      <span
        className={styles.bar}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(value)}
      >
        <span className={styles.fill} style={{ width: `${value}%` }} />
      </span>
      <span className={styles.number} aria-hidden="true">
        {percent(value)}
      </span>
    </span>
  );
}
