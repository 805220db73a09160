// How long each step of the analysis takes; steps run side by side.

import type { Stats } from '../../api/types';
import { milliseconds } from '../../design/format';
import { Panel } from '../../design/Panel';
import styles from './DashboardPage.module.css';

export function StepsPanel({ steps }: { steps: Stats['steps_ms'] }) {
  const rows = Object.entries(steps).sort(([, a], [, b]) => (b.p50 ?? 0) - (a.p50 ?? 0));
  const longest = Math.max(1, ...rows.map(([, { p50 = 0 }]) => p50));
  return (
    <Panel title="Steps of the analysis" note="the newest 500 images">
      {rows.length === 0 ? (
        <p className={styles.soft}>Nothing was analysed in this time.</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Step</th>
                <td className={styles.bar} />
                <th scope="col">Half</th>
                <th scope="col">9 of 10</th>
                <th scope="col">99 of 100</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([step, { p50 = 0, p90 = 0, p99 = 0 }]) => (
                <tr key={step}>
                  <th scope="row">{step}</th>
                  <td className={styles.bar}>
                    <span style={{ width: `${(100 * p50) / longest}%` }} />
                  </td>
                  <td>{milliseconds(p50)}</td>
                  <td>{milliseconds(p90)}</td>
                  <td>{milliseconds(p99)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
