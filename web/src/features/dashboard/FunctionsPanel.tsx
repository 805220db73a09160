// The functions of the pipeline, as counted since the server was started.

import { useQuery } from '@tanstack/react-query';
import { metricsQuery } from '../../api/stats';
import { count, milliseconds } from '../../design/format';
import { Panel } from '../../design/Panel';
import { functionRows } from './functions';
import styles from './DashboardPage.module.css';

export function FunctionsPanel() {
  const { data } = useQuery(metricsQuery);
  const rows = data ? functionRows(data) : [];
  return (
    <Panel title="Functions" note="since the server was started">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keyboard */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="Functions, table">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Function</th>
              <th scope="col">Calls</th>
              <th scope="col">Errors</th>
              <th scope="col">Mean</th>
              <th scope="col">Running</th>
              <th scope="col">Waiting</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td>{count(row.invocations)}</td>
                <td className={row.errors > 0 ? styles.bad : undefined}>{count(row.errors)}</td>
                <td>{row.invocations > 0 ? milliseconds(row.meanMs) : '–'}</td>
                <td>{count(row.running)}</td>
                <td>{count(row.waiting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
