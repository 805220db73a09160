// Asks for a span of time whose archived events go through the rules again.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { replaysQuery, startReplay } from '../../api/replays';
import { ConfirmDialog } from '../../design/Dialog';
import { ProblemNotice } from '../../design/Notice';
import styles from './DashboardPage.module.css';

const hourMs = 3_600_000;

// "2026-11-25T14:05", in the reader's zone, as the field has it.
function minute(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

export function ReplayDialog({ onClose }: { onClose: () => void }) {
  const [from, setFrom] = useState(() => minute(new Date(Date.now() - hourMs)));
  const [to, setTo] = useState(() => minute(new Date(Date.now() + 60_000)));
  const client = useQueryClient();
  const starting = useMutation({
    mutationFn: () => startReplay(new Date(from), new Date(to)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: replaysQuery.queryKey });
      onClose();
    },
  });
  const good = from !== '' && to !== '' && from < to;
  return (
    <ConfirmDialog
      title="Replay the archive?"
      action={starting.isPending ? 'Starting…' : 'Replay'}
      kind="primary"
      busy={starting.isPending || !good}
      onConfirm={() => starting.mutate()}
      onClose={onClose}
    >
      <p>
        Every event that came in within that time goes through the rules again, each picture in a
        new execution. Results are replaced, not doubled.
      </p>
      <div className={styles.span}>
        <label>
          From
          <input
            type="datetime-local"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </label>
        <label>
          To
          <input type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
        </label>
      </div>
      {!good && <p role="alert">“From” must be earlier than “To”.</p>}
      {starting.isError && <ProblemNotice error={starting.error} title="Not replayed" />}
    </ConfirmDialog>
  );
}
