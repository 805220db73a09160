// Charts over time, as SVG: stacked columns and lines. Each says in words what it shows, tells the
// values of the slice that is pointed at, and is there as a table too.

import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { classes } from '../../design/classes';
import { niceTop, sliceLabel, ticksOf } from './scale';
import styles from './Chart.module.css';

export type Hue = 'good' | 'warn' | 'bad' | 'busy' | 'ink';

export interface Series {
  name: string;
  hue: Hue;
  values: (number | undefined)[]; // one per slice; undefined: nothing was there
}

interface ChartProps {
  title: string;
  kind: 'columns' | 'lines';
  begins: number[]; // of the slices, in milliseconds
  sliceMs: number;
  series: Series[];
  format: (value: number) => string;
}

const height = 190;
const left = 52;
const right = 8;
const top = 10;
const bottom = 24;
const labelEveryPx = 84;

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(560);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(240, element.clientWidth || 560));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return [frame, width] as const;
}

function sum(values: (number | undefined)[]): number {
  return values.reduce<number>((all, value) => all + (value ?? 0), 0);
}

function greatest({ kind, series, begins }: ChartProps): number {
  const of = (slice: number) => series.map(({ values }) => values[slice]);
  return Math.max(
    0,
    ...begins.map((_, slice) =>
      kind === 'columns' ? sum(of(slice)) : Math.max(0, ...of(slice).map((value) => value ?? 0)),
    ),
  );
}

interface Place {
  x: (slice: number) => number; // left edge
  y: (value: number) => number;
  step: number;
}

function Columns({ series, begins, place }: ChartProps & { place: Place }) {
  const gap = place.step > 5 ? 1.5 : 0.5;
  return begins.map((begin, slice) => {
    let below = 0;
    return (
      <g key={begin}>
        {series.map(({ name, hue, values }) => {
          const value = values[slice] ?? 0;
          if (value === 0) return null;
          const from = below;
          below += value;
          const y = place.y(below);
          return (
            <rect
              key={name}
              className={styles[hue]}
              x={place.x(slice) + gap / 2}
              y={y}
              width={Math.max(1, place.step - gap)}
              height={Math.max(1, place.y(from) - y)}
              rx={Math.min(2, place.step / 4)}
            />
          );
        })}
      </g>
    );
  });
}

function Lines({ series, place }: ChartProps & { place: Place }) {
  return series.map(({ name, hue, values }) => {
    const points = values.flatMap((value, slice) =>
      value === undefined ? [] : [{ x: place.x(slice) + place.step / 2, y: place.y(value) }],
    );
    return (
      <g key={name} className={styles[hue]}>
        <polyline
          className={styles.line}
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
        />
        {points.length <= 40 && points.map(({ x, y }) => <circle key={x} cx={x} cy={y} r={2.5} />)}
      </g>
    );
  });
}

function Axes({
  chart,
  place,
  width,
  most,
}: {
  chart: ChartProps;
  place: Place;
  width: number;
  most: number;
}) {
  const { begins, sliceMs, format } = chart;
  const every = Math.max(1, Math.ceil((begins.length * labelEveryPx) / (width - left - right)));
  const days = sliceMs * begins.length > 36 * 3_600_000;
  return (
    <>
      {ticksOf(most).map((value) => (
        <g key={value}>
          <line
            className={styles.grid}
            x1={left}
            x2={width - right}
            y1={place.y(value)}
            y2={place.y(value)}
          />
          <text className={styles.label} x={left - 8} y={place.y(value) + 4} textAnchor="end">
            {format(value)}
          </text>
        </g>
      ))}
      {begins.map((begin, slice) =>
        slice % every === Math.floor(every / 2) ? (
          <text
            key={begin}
            className={styles.label}
            x={place.x(slice) + place.step / 2}
            y={height - 6}
            textAnchor="middle"
          >
            {sliceLabel(begin, days)}
          </text>
        ) : null,
      )}
    </>
  );
}

function Table({ chart }: { chart: ChartProps }) {
  const { title, begins, series, format } = chart;
  const filled = begins.flatMap((begin, slice) =>
    series.some(({ values }) => values[slice]) ? [[begin, slice] as const] : [],
  );
  return (
    <details className={styles.table}>
      <summary>As a table</summary>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keyboard */}
      <div tabIndex={0} role="group" aria-label={`${title}, table`}>
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              {series.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {filled.map(([begin, slice]) => (
              <tr key={begin}>
                <th scope="row">{sliceLabel(begin, true)}</th>
                {series.map(({ name, values }) => (
                  <td key={name}>{format(values[slice] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Legend({ chart, slice }: { chart: ChartProps; slice: number | undefined }) {
  const begin = slice === undefined ? undefined : chart.begins[slice];
  return (
    <ul className={styles.legend}>
      {chart.series.map(({ name, hue, values }) => {
        const value = slice === undefined ? undefined : values[slice];
        return (
          <li key={name} className={styles[hue]}>
            {name}
            {value !== undefined && <strong>{chart.format(value)}</strong>}
          </li>
        );
      })}
      <li className={styles.when}>{begin !== undefined && sliceLabel(begin, true)}</li>
    </ul>
  );
}

export function Chart(chart: ChartProps) {
  const [frame, width] = useWidth();
  const [slice, setSlice] = useState<number>();
  const most = niceTop(greatest(chart));
  const step = (width - left - right) / Math.max(1, chart.begins.length);
  const place: Place = {
    step,
    x: (index) => left + index * step,
    y: (value) => top + (height - top - bottom) * (1 - value / most),
  };
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - left;
    const at = Math.floor(x / step);
    setSlice(at >= 0 && at < chart.begins.length ? at : undefined);
  };
  return (
    <div className={styles.chart} ref={frame}>
      <Legend chart={chart} slice={slice} />
      <svg
        className={classes(styles.drawing)}
        width={width}
        height={height}
        role="img"
        aria-label={`${chart.title}, over time; the table below has the numbers`}
        onPointerMove={point}
        onPointerLeave={() => setSlice(undefined)}
      >
        <Axes chart={chart} place={place} width={width} most={most} />
        {slice !== undefined && (
          <rect
            className={styles.pointed}
            x={place.x(slice)}
            y={top}
            width={step}
            height={height - top - bottom}
          />
        )}
        {chart.kind === 'columns' ? (
          <Columns {...chart} place={place} />
        ) : (
          <Lines {...chart} place={place} />
        )}
      </svg>
      <Table chart={chart} />
    </div>
  );
}
