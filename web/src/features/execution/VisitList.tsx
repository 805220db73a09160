// Each state that was entered: how long it took and when, how often it was tried, what went wrong,
// what it got and gave. What failed comes first and is open.

import { useEffect, useRef } from 'react';
import { Badge } from '../../design/Badge';
import { classes } from '../../design/classes';
import { CopyButton } from '../../design/CopyButton';
import { milliseconds, plural } from '../../design/format';
import tones from '../../design/Tone.module.css';
import { visitLook } from './look';
import { durationMs, type Visit } from './visits';
import styles from './VisitList.module.css';

export interface Span {
  fromMs: number;
  toMs: number;
}

function Data({ name, value }: { name: string; value: unknown }) {
  if (value === undefined) return null;
  const text = JSON.stringify(value, null, 2);
  return (
    <div className={styles.data}>
      <div className={styles.dataHead}>
        <h3>{name}</h3>
        <CopyButton text={text} />
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keyboard */}
      <pre tabIndex={0} aria-label={name}>
        {text}
      </pre>
    </div>
  );
}

function Errors({ visit }: { visit: Visit }) {
  if (visit.errors.length === 0) return null;
  return (
    <ol className={styles.errors} aria-label="Errors">
      {visit.errors.map(({ error, cause, at }, index) => (
        <li key={`${at} ${index}`}>
          {visit.errors.length > 1 && <span className={styles.try}>Try {index + 1}</span>}
          <code>{error}</code>
          {cause && <p>{cause}</p>}
        </li>
      ))}
    </ol>
  );
}

// When within the whole execution.
function Bar({ visit, span, ms }: { visit: Visit; span: Span; ms: number }) {
  const whole = Math.max(1, span.toMs - span.fromMs);
  const left = (100 * (Date.parse(visit.entered) - span.fromMs)) / whole;
  return (
    <span className={styles.track} aria-hidden="true">
      <span
        style={{
          left: `${Math.min(99, Math.max(0, left))}%`,
          width: `${Math.min(100, (100 * ms) / whole)}%`,
        }}
      />
    </span>
  );
}

function Entry({
  visit,
  span,
  selected,
  picks,
  onSelect,
}: {
  visit: Visit;
  span: Span;
  selected: boolean;
  picks: number;
  onSelect: (name: string) => void;
}) {
  const { word, tone } = visitLook[visit.status];
  const entry = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const element = entry.current;
    if (!selected || !element) return;
    element.open = true;
    element.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [selected, picks]);
  const ms = durationMs(visit, span.toMs);
  return (
    <li>
      <details
        ref={entry}
        className={classes(
          styles.visit,
          tones[tone],
          tone === 'good' && styles.good,
          selected && styles.selected,
        )}
        open={visit.status === 'failed'}
      >
        <summary className={styles.summary} onClick={() => onSelect(visit.name)}>
          <span className={styles.name}>{visit.name}</span>
          <Badge word={word} tone={tone} />
          <span className={styles.facts}>
            {visit.type}
            {visit.tries > 1 && ` · ${plural(visit.tries - 1, 'retry', 'retries')}`}
          </span>
          <span className={styles.ms}>{milliseconds(ms)}</span>
          <Bar visit={visit} span={span} ms={ms} />
        </summary>
        <div className={styles.body}>
          <Errors visit={visit} />
          <Data name="Input" value={visit.input} />
          <Data name="Output" value={visit.output} />
        </div>
      </details>
    </li>
  );
}

export function VisitList({
  visits,
  span,
  selected,
  picks,
  onSelect,
}: {
  visits: Visit[];
  span: Span;
  selected: string | undefined;
  picks: number;
  onSelect: (name: string) => void;
}) {
  return (
    <ol className={styles.list} aria-label="States">
      {visits.map((visit) => (
        <Entry
          key={visit.id}
          visit={visit}
          span={span}
          selected={visit.name === selected}
          picks={picks}
          onSelect={onSelect}
        />
      ))}
    </ol>
  );
}
