// What the archive was asked to play again, and how far that is.

import { useQuery } from '@tanstack/react-query';
import { replaysQuery } from '../../api/replays';
import { ProblemNotice } from '../../design/Notice';
import { Panel } from '../../design/Panel';
import { Time } from '../../design/Time';
import styles from './DashboardPage.module.css';

const words = { RUNNING: 'Running', COMPLETED: 'Completed', CANCELLED: 'Cancelled' } as const;
const shownMax = 8;
const everyMs = 10_000;

export function ReplaysPanel() {
  const { data, error } = useQuery({ ...replaysQuery, refetchInterval: everyMs });
  const items = [...(data?.items ?? [])].sort((a, b) => (a.started_at < b.started_at ? 1 : -1));
  return (
    <Panel title="Replays from the archive" note={items.length > 0 ? items.length : ''}>
      {error && <ProblemNotice error={error} title="Replays cannot be read" />}
      {data && items.length === 0 && (
        <p className={styles.soft}>
          None so far. An execution’s page replays its event; POST /replays any span of time.
        </p>
      )}
      {items.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Begun</th>
              <th scope="col">State</th>
              <th scope="col">Rules</th>
            </tr>
          </thead>
          <tbody>
            {items.slice(0, shownMax).map((replay) => (
              <tr key={replay.name}>
                <th scope="row" title={replay.name}>
                  <Time iso={replay.started_at} />
                </th>
                <td>{words[replay.state]}</td>
                <td>{replay.rules.join(', ') || 'all'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
