// Facts: names and what they stand for, one a line; what is empty is left out. `wide`: long names.

import { classes } from './classes';
import styles from './Facts.module.css';

export type Fact = readonly [name: string, value: string];

export function Facts({ facts, wide = false }: { facts: readonly Fact[]; wide?: boolean }) {
  return (
    <dl className={classes(styles.facts, wide && styles.wide)}>
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
