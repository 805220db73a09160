// What the archive was asked to play again, and how far that is.

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { replaysQuery } from '../../api/replays';
import { Button } from '../../design/Button';
import { ProblemNotice } from '../../design/Notice';
import { Panel } from '../../design/Panel';
import { Time } from '../../design/Time';
import { ReplayDialog } from './ReplayDialog';
import styles from './DashboardPage.module.css';

const words = { RUNNING: 'Running', COMPLETED: 'Completed', CANCELLED: 'Cancelled' } as const;
const shownMax = 8;
const everyMs = 10_000;

export function ReplaysPanel() {
  const { data, error } = useQuery({ ...replaysQuery, refetchInterval: everyMs });
  const items = [...(data?.items ?? [])].sort((a, b) => (a.started_at < b.started_at ? 1 : -1));
  const [asking, setAsking] = useState(false);
  return (
    <Panel
      title="Replays from the archive"
      note={items.length > 0 ? items.length : ''}
      actions={
        <Button small icon="replay" onClick={() => setAsking(true)}>
          Replay…
        </Button>
      }
    >
      {asking && <ReplayDialog onClose={() => setAsking(false)} />}
      {error && <ProblemNotice error={error} title="Replays cannot be read" />}
      {data && items.length === 0 && (
        <p className={styles.soft}>
          None so far. Here the events of a span of time go through the rules again; one picture’s
          alone is replayed on the page of its execution.
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
