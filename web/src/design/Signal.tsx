// Signal: how far a picture is, as the flashes of a heliograph: a dot per step of the workflow, a
// dash for the one at work.

import type { Status } from '../api/types';
import { Badge } from './Badge';
import { classes } from './classes';
import { statusLook, steps, stepsDone } from './status';
import styles from './Signal.module.css';
import tones from './Tone.module.css';

export function Signal({ status, state }: { status: Status; state?: string | undefined }) {
  const done = stepsDone(status, state);
  const at = steps[done];
  const { word, tone } = statusLook[status];
  return (
    <span className={classes(styles.signal, tones[tone])}>
      <span className={styles.marks} aria-hidden="true">
        {steps.map((step, index) => (
          <span
            key={step}
            className={classes(
              styles.mark,
              index < done && styles.done,
              index === done && styles.now,
            )}
          />
        ))}
      </span>
      <span>{at ? `${at}…` : word}</span>
    </span>
  );
}

export function StatusBadge({ status }: { status: Status }) {
  return <Badge {...statusLook[status]} />;
}
