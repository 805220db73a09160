// How it came about: time per step, and which models looked.

import type { Result } from '../../api/types';
import { milliseconds } from '../../design/format';
import { Panel } from '../../design/Panel';
import styles from './Facts.module.css';

export function MadePanel({ result }: { result: Result }) {
  const { total, ...steps } = result.timings_ms ?? {};
  const longest = Math.max(1, ...Object.values(steps));
  const models = Object.entries(result.models ?? {});
  return (
    <Panel
      title="How long it took"
      note={total !== undefined ? `${milliseconds(total)} in all; steps run side by side` : ''}
    >
      <ul className={styles.rows}>
        {Object.entries(steps)
          .sort(([, a], [, b]) => b - a)
          .map(([step, ms]) => (
            <li key={step} className={styles.step}>
              <span>{step}</span>
              <span className={styles.track} aria-hidden="true">
                <span style={{ width: `${(100 * ms) / longest}%` }} />
              </span>
              <span className={styles.ms}>{milliseconds(ms)}</span>
            </li>
          ))}
      </ul>
      {models.length > 0 && (
        <details className={styles.models}>
          <summary>{models.length} models</summary>
          <ul>
            {models.map(([name, version]) => (
              <li key={name}>
                {name} <span className={styles.soft}>{version}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
