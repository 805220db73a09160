// Whether it is safe to show.

import type { Result } from '../../api/types';
import { Icon } from '../../design/Icon';
import { Meter } from '../../design/Meter';
import { Panel } from '../../design/Panel';
import styles from './Facts.module.css';

export function ModerationPanel({ flags }: { flags: NonNullable<Result['moderation']> }) {
  return (
    <Panel title="Safe to show">
      {flags.length === 0 ? (
        <p className={styles.safe}>
          <Icon name="check" />
          Nothing to report
        </p>
      ) : (
        <ul className={styles.rows}>
          {flags.map(({ Name, ParentName, Confidence }) => (
            <li key={Name} className={styles.flag}>
              <span>
                {Name}
                {ParentName && <span className={styles.soft}> · {ParentName}</span>}
              </span>
              <Meter value={Confidence} label={`Confidence of ${Name}`} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
