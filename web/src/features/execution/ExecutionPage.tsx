// One execution: its workflow as a graph in the colours of what happened, and each state beside it.

import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useParams } from 'react-router-dom';
import { executionQuery, useLiveExecutions } from '../../api/executions';
import { Problem } from '../../api/problem';
import type { ExecutionDetail } from '../../api/types';
import { usePolling } from '../../api/use-feed';
import { Badge } from '../../design/Badge';
import { ButtonLink } from '../../design/Button';
import { Empty } from '../../design/Empty';
import { milliseconds, plural } from '../../design/format';
import { Notice, ProblemNotice } from '../../design/Notice';
import { Page } from '../../design/Page';
import { Panel } from '../../design/Panel';
import { Time } from '../../design/Time';
import { Actions, Outcome } from './Actions';
import { Graph } from './Graph';
import { executionLook } from './look';
import { pictureOf } from './picture';
import { failuresFirst, visitsOf } from './visits';
import { VisitList } from './VisitList';
import { graphOf } from './workflow';
import styles from './ExecutionPage.module.css';

const tickMs = 500;

// Now, for as long as something runs.
function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => setNow(Date.now()), tickMs);
    return () => window.clearInterval(timer);
  }, [running]);
  return now;
}

function spanOf(execution: ExecutionDetail, now: number) {
  const fromMs = Date.parse(execution.started_at);
  const toMs = execution.stopped_at ? Date.parse(execution.stopped_at) : Math.max(now, fromMs);
  return { fromMs, toMs };
}

function Lead({ execution, ms }: { execution: ExecutionDetail; ms: number }) {
  const redrives = execution.redrives ?? 0;
  return (
    <span className={styles.lead}>
      <Badge {...executionLook[execution.status]} />
      <Time iso={execution.started_at} />
      <span className="numbers">{milliseconds(ms)}</span>
      {redrives > 0 && <span>redriven {redrives === 1 ? 'once' : `${redrives} times`}</span>}
    </span>
  );
}

function Parts({ execution, now }: { execution: ExecutionDetail; now: number }) {
  const [picked, pick] = useState<{ name: string; picks: number }>();
  const visits = useMemo(() => visitsOf(execution), [execution]);
  const graph = useMemo(() => graphOf(execution.definition), [execution.definition]);
  const onPick = (name: string) => pick((last) => ({ name, picks: (last?.picks ?? 0) + 1 }));
  return (
    <div className={styles.columns}>
      <Panel title="Workflow" note={execution.state_machine_arn.split(':').at(-1)}>
        {graph ? (
          <Graph graph={graph} visits={visits} selected={picked?.name} onSelect={onPick} />
        ) : (
          <p className={styles.soft}>The definition that it ran is not known any more.</p>
        )}
      </Panel>
      <Panel title="States" note={plural(visits.length, 'visit')}>
        {visits.length === 0 && <p className={styles.soft}>It waits for its turn.</p>}
        <VisitList
          visits={failuresFirst(visits)}
          span={spanOf(execution, now)}
          selected={picked?.name}
          picks={picked?.picks ?? 0}
          onSelect={(name) => pick((last) => ({ name, picks: last?.picks ?? 0 }))}
        />
        {execution.history_truncated && (
          <Notice>There are more events than the 1,000 that are shown.</Notice>
        )}
      </Panel>
    </div>
  );
}

function useExecution(arn: string) {
  const polling = usePolling();
  const query = useQuery({
    ...executionQuery(arn),
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? polling : false),
  });
  useLiveExecutions(executionQuery(arn).queryKey, (change) => change.execution_arn === arn);
  return query;
}

export default function ExecutionPage() {
  const { arn = '' } = useParams();
  const { data: execution, error, isPending, refetch } = useExecution(arn);
  const now = useNow(execution?.status === 'RUNNING');
  if (isPending) {
    return (
      <Page title="Execution" wide>
        <div className={styles.bones} role="status" aria-label="The execution is being read" />
      </Page>
    );
  }
  if (error instanceof Problem && error.status === 404) {
    return (
      <Page title="Execution">
        <Empty
          title="There is no such execution"
          action={
            <ButtonLink to="/executions" kind="primary">
              All executions
            </ButtonLink>
          }
        >
          Its time may be over: executions are kept for as many days as Settings says.
        </Empty>
      </Page>
    );
  }
  if (!execution) {
    return (
      <Page title="Execution">
        <ProblemNotice
          error={error}
          title="The execution cannot be read"
          retry={() => void refetch()}
        />
      </Page>
    );
  }
  const { fromMs, toMs } = spanOf(execution, now);
  return (
    <Page
      title={pictureOf(execution.input)?.name ?? execution.name}
      lead={<Lead execution={execution} ms={toMs - fromMs} />}
      actions={<Actions execution={execution} />}
      wide
    >
      <Outcome execution={execution} />
      <Parts key={arn} execution={execution} now={now} />
    </Page>
  );
}
