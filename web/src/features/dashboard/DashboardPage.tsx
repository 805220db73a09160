// The dashboard: how much came in, what became of it, how long it took, how the server is doing, and
// what the same work costs elsewhere.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { Problem } from '../../api/problem';
import { isRange, metricsQuery, ranges, statsQuery, type Range } from '../../api/stats';
import type { Stats } from '../../api/types';
import { Choice } from '../../design/Choice';
import { Empty } from '../../design/Empty';
import { bytes, count, milliseconds, percent } from '../../design/format';
import { Notice, ProblemNotice } from '../../design/Notice';
import { Page } from '../../design/Page';
import { Panel } from '../../design/Panel';
import { Chart } from './Chart';
import { analysed, callsPerImage, dollarsPerCall, priceList, rekognitionDollars } from './cost';
import { gauge } from './functions';
import { FunctionsPanel } from './FunctionsPanel';
import { ReplaysPanel } from './ReplaysPanel';
import { imageSeries, latencySeries, slicesOf } from './slices';
import { StepsPanel } from './StepsPanel';
import { Tile } from './Tile';
import styles from './DashboardPage.module.css';

const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const rate = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}

function Tiles({ stats }: { stats: Stats }) {
  const { statuses, duration_ms: took } = stats.executions;
  const ended = total(statuses) - (statuses.RUNNING ?? 0);
  const good = statuses.SUCCEEDED ?? 0;
  const images = total(stats.images.outcomes);
  const failed = stats.images.outcomes.FAILED ?? 0;
  return (
    <div className={styles.tiles}>
      <Tile
        name="Images"
        value={count(images)}
        note={failed > 0 ? `${count(failed)} failed` : 'none failed'}
        tone={failed > 0 ? 'bad' : undefined}
      />
      <Tile
        name="Workflow success"
        value={ended > 0 ? percent((100 * good) / ended) : '–'}
        note={`${count(good)} of ${count(ended)} that ended`}
        tone={ended > good ? 'bad' : undefined}
      />
      <Tile
        name="Half done within"
        value={took.p50 === undefined ? '–' : milliseconds(took.p50)}
        note={
          took.p99 === undefined ? 'from start to end' : `99 of 100 in ${milliseconds(took.p99)}`
        }
      />
      <Tile
        name="At Rekognition’s list price"
        value={dollars.format(rekognitionDollars(stats))}
        note={`${count(analysed(stats) * callsPerImage)} calls`}
      />
    </div>
  );
}

function ServerTiles() {
  const { data, error } = useQuery(metricsQuery);
  if (error) return <ProblemNotice error={error} title="Metrics cannot be read" />;
  const shown = (name: string, format: (value: number) => string) => {
    const value = data && gauge(data, name);
    return value === undefined ? '–' : format(value);
  };
  return (
    <div className={styles.tiles}>
      <Tile name="Running now" value={shown('helio_executions_running', count)} note="executions" />
      <Tile
        name="Queue"
        value={shown('helio_executions_pending', count)}
        note="executions that wait for a place"
      />
      <Tile
        name="Database"
        value={shown('helio_database_bytes', bytes)}
        note="results, events, executions, logs"
      />
      <Tile
        name="Disk"
        value={shown('helio_disk_free_bytes', bytes)}
        note="free for the data folder"
      />
    </div>
  );
}

function Cost({ stats }: { stats: Stats }) {
  return (
    <Panel title="The same work at Amazon Rekognition">
      <p className={styles.cost}>
        <strong>{dollars.format(rekognitionDollars(stats))}</strong>
        <span>
          {count(analysed(stats))} analysed images × {callsPerImage} calls × ${dollarsPerCall}
        </span>
      </p>
      <p className={styles.soft}>
        A list price: DetectLabels, DetectFaces, DetectText and DetectModerationLabels at the first
        tier of us-east-1 (the first million images of a month), from{' '}
        <a href={priceList} rel="noreferrer">
          Amazon’s price list
        </a>
        , as it was when this version was made. Discounts, the free tier, image properties, storage
        and the other services are not in it; nor is the electricity here.
      </p>
    </Panel>
  );
}

function Charts({ stats }: { stats: Stats }) {
  const slices = slicesOf(stats);
  return (
    <div className={styles.charts}>
      <Panel title="Images per minute" note="by what became of them">
        <Chart
          title="Images per minute"
          kind="columns"
          {...slices}
          series={imageSeries(stats)}
          format={(value) => rate.format(value)}
        />
        {!stats.images.complete && <Notice>Only the newest million images is counted.</Notice>}
      </Panel>
      <Panel title="How long a picture takes" note="whole workflow">
        <Chart
          title="Duration of executions"
          kind="lines"
          {...slices}
          series={latencySeries(stats)}
          format={milliseconds}
        />
        {!stats.executions.complete && (
          <Notice>Of the newest 2,000 executions; there were more in this time.</Notice>
        )}
      </Panel>
      <StepsPanel steps={stats.steps_ms} />
      <FunctionsPanel />
      <ReplaysPanel />
      <Cost stats={stats} />
    </div>
  );
}

export default function DashboardPage() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('range');
  const range: Range = isRange(asked) ? asked : '1h';
  const { data, error, isPending, refetch } = useQuery({
    ...statsQuery(range),
    placeholderData: keepPreviousData,
  });
  if (error instanceof Problem && (error.status === 404 || error.status === 403) && !data) {
    return (
      <Page title="Dashboard">
        <Empty title="The numbers are elsewhere">
          {error.status === 403
            ? error.message
            : 'This server counts nothing itself. On AWS the CloudWatch dashboard of the deployment has them.'}
        </Empty>
      </Page>
    );
  }
  return (
    <Page
      title="Dashboard"
      wide
      actions={
        <Choice
          label="Time"
          value={range}
          choices={(Object.keys(ranges) as Range[]).map(
            (each) => [each, ranges[each].label] as const,
          )}
          onChoose={(value) => setSearch({ range: value }, { replace: true })}
        />
      }
    >
      {error && (
        <ProblemNotice error={error} title="Numbers cannot be read" retry={() => void refetch()} />
      )}
      {isPending && (
        <div className={styles.bones} role="status" aria-label="Numbers are being read" />
      )}
      {data && (
        <>
          <Tiles stats={data} />
          <ServerTiles />
          <Charts stats={data} />
        </>
      )}
    </Page>
  );
}
