// All executions of workflows, newest first, live.

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router-dom';
import { executionsQuery, useLiveExecutions, type ExecutionStatus } from '../../api/executions';
import { itemsOf } from '../../api/pages';
import type { Execution } from '../../api/types';
import { usePolling } from '../../api/use-feed';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { Choice } from '../../design/Choice';
import { Empty } from '../../design/Empty';
import { milliseconds } from '../../design/format';
import { ProblemNotice } from '../../design/Notice';
import { Page } from '../../design/Page';
import { Time } from '../../design/Time';
import { executionLook } from './look';
import styles from './ExecutionsPage.module.css';

const choices: [value: ExecutionStatus | '', label: string][] = [
  ['', 'All'],
  ['RUNNING', 'Running'],
  ['SUCCEEDED', 'Succeeded'],
  ['FAILED', 'Failed'],
  ['TIMED_OUT', 'Timed out'],
  ['ABORTED', 'Aborted'],
];

function isStatus(text: string | null): text is ExecutionStatus {
  return text !== null && text in executionLook;
}

function Row({ execution }: { execution: Execution }) {
  const { stopped_at: stopped, started_at: started } = execution;
  return (
    <li>
      <Link
        className={styles.row}
        to={`/executions/${encodeURIComponent(execution.execution_arn)}`}
      >
        <Badge {...executionLook[execution.status]} />
        <span className={styles.machine}>{execution.state_machine_arn.split(':').at(-1)}</span>
        <span className={styles.name}>{execution.name}</span>
        <span className={styles.ms}>
          {stopped ? milliseconds(Date.parse(stopped) - Date.parse(started)) : ''}
        </span>
        <span className={styles.time}>
          <Time iso={started} />
        </span>
      </Link>
    </li>
  );
}

export default function ExecutionsPage() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('status');
  const status = isStatus(asked) ? asked : undefined;
  const query = executionsQuery(status);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({ ...query, refetchInterval: usePolling() });
  useLiveExecutions(query.queryKey, (change) => change.event.startsWith('Execution'));
  const items = itemsOf(data);
  return (
    <Page title="Workflow" lead="Every picture that comes in runs through it once.">
      <Choice
        label="Status"
        value={status ?? ''}
        choices={choices}
        onChoose={(value) => setSearch(value ? { status: value } : {}, { replace: true })}
      />
      {error && (
        <ProblemNotice
          error={error}
          title="Executions cannot be read"
          retry={() => void refetch()}
        />
      )}
      {isPending && (
        <div className={styles.bones} role="status" aria-label="Executions are being read" />
      )}
      {data && items.length === 0 && (
        <Empty title={status ? 'None of these' : 'Nothing has run yet'}>
          {status
            ? 'No execution is in this state now.'
            : 'Send a picture, and the steps that it goes through stand here.'}
        </Empty>
      )}
      <ul className={styles.list}>
        {items.map((execution) => (
          <Row key={execution.execution_arn} execution={execution} />
        ))}
      </ul>
      {hasNextPage && (
        <div>
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
            {isFetchingNextPage ? 'Reading…' : 'Older ones'}
          </Button>
        </div>
      )}
    </Page>
  );
}
