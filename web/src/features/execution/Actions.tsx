// What one can do with an execution: let it go on from where it failed, or send its event through the
// rules again.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { executionQuery, redrive } from '../../api/executions';
import { startReplay } from '../../api/replays';
import type { ExecutionDetail } from '../../api/types';
import { Button, ButtonLink } from '../../design/Button';
import { ConfirmDialog } from '../../design/Dialog';
import { Notice, ProblemNotice } from '../../design/Notice';
import { pictureOf } from './picture';
import styles from './ExecutionPage.module.css';

// An archive is asked by time only. Events have whole seconds.
const beforeMs = 1_000;
const afterMs = 2_000;

function ReplayButton({ eventTime }: { eventTime: Date }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const replaying = useMutation({
    mutationFn: () =>
      startReplay(
        new Date(eventTime.getTime() - beforeMs),
        new Date(eventTime.getTime() + afterMs),
      ),
    onSuccess: () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: ['replays'] });
    },
  });
  return (
    <>
      <Button icon="replay" onClick={() => setAsking(true)} disabled={replaying.isSuccess}>
        {replaying.isSuccess ? 'Replay has begun' : 'Replay'}
      </Button>
      {asking && (
        <ConfirmDialog
          title="Replay this event?"
          action={replaying.isPending ? 'Starting…' : 'Replay'}
          kind="primary"
          busy={replaying.isPending}
          onConfirm={() => replaying.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>
            The archived events of the three seconds around this one go through the rules again,
            each in a new execution. Pictures that came at the same moment are analysed again too;
            results are replaced, not doubled.
          </p>
          {replaying.isError && <ProblemNotice error={replaying.error} title="Not replayed" />}
        </ConfirmDialog>
      )}
    </>
  );
}

export function Actions({ execution }: { execution: ExecutionDetail }) {
  const client = useQueryClient();
  const arn = execution.execution_arn;
  const redriving = useMutation({
    mutationFn: () => redrive(arn),
    onSettled: () => client.invalidateQueries({ queryKey: executionQuery(arn).queryKey }),
  });
  const picture = pictureOf(execution.input);
  const ended = execution.status !== 'RUNNING';
  return (
    <div className={styles.actions}>
      {redriving.isError && <ProblemNotice error={redriving.error} title="It does not go on" />}
      {picture?.imageId && (
        <ButtonLink to={`/images/${picture.imageId}`} icon="images">
          The picture
        </ButtonLink>
      )}
      {ended && picture?.eventTime && <ReplayButton eventTime={picture.eventTime} />}
      {ended && execution.status !== 'SUCCEEDED' && (
        <Button
          kind="primary"
          icon="retry"
          title="Go on from the state that failed; what is done stays done"
          disabled={redriving.isPending}
          onClick={() => redriving.mutate()}
        >
          {redriving.isPending ? 'Going on…' : 'Redrive'}
        </Button>
      )}
    </div>
  );
}

export function Outcome({ execution }: { execution: ExecutionDetail }) {
  if (!execution.error && !execution.cause) return null;
  return (
    <Notice tone="bad" title={execution.error ?? 'It failed'}>
      <span className={styles.cause}>{execution.cause}</span>
    </Notice>
  );
}
