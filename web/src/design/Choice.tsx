// Choice: one of a few, side by side.

import { classes } from './classes';
import styles from './Choice.module.css';

export function Choice<Value extends string>({
  label,
  value,
  choices,
  onChoose,
}: {
  label: string;
  value: Value;
  choices: readonly (readonly [value: Value, label: string])[];
  onChoose: (value: Value) => void;
}) {
  return (
    <div className={styles.choice} role="group" aria-label={label}>
      {choices.map(([each, name]) => (
        <button
          key={each}
          type="button"
          className={classes(styles.option, each === value && styles.chosen)}
          aria-pressed={each === value}
          onClick={() => onChoose(each)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
