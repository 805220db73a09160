// What one can do with an execution: let it go on from where it failed, or send its event through the
// workflow again.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { executionQuery, redrive, repeat } from '../../api/executions';
import type { ExecutionDetail } from '../../api/types';
import { Button, ButtonLink } from '../../design/Button';
import { Notice, ProblemNotice } from '../../design/Notice';
import { pictureOf } from './picture';
import styles from './ExecutionPage.module.css';

// An archive is asked by time, so a replay from there takes along what came at the same moment; the
// execution has the event itself as its input.
function ReplayButton({ arn }: { arn: string }) {
  const navigate = useNavigate();
  const replaying = useMutation({
    mutationFn: () => repeat(arn),
    onSuccess: (begun) => navigate(`/executions/${encodeURIComponent(begun.execution_arn)}`),
  });
  return (
    <>
      {replaying.isError && <ProblemNotice error={replaying.error} title="Not replayed" />}
      <Button
        icon="replay"
        title="The same event goes through the workflow again, in a new execution; its result is replaced, not doubled"
        onClick={() => replaying.mutate()}
        disabled={replaying.isPending}
      >
        {replaying.isPending ? 'Starting…' : 'Replay'}
      </Button>
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
      {ended && <ReplayButton key={arn} arn={arn} />}
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
