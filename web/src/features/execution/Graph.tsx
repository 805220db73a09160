// The workflow as a graph, each state in the colour of what became of it. States are buttons that
// lead to their entry in the list.

import { useEffect, useMemo, useRef, useState } from 'react';
import { classes } from '../../design/classes';
import { pathOf, place, type PlacedEdge, type PlacedNode } from './layout';
import { visitLook } from './look';
import { statusByState, type Visit, type VisitStatus } from './visits';
import type { WorkflowGraph } from './workflow';
import styles from './Graph.module.css';

const scaleMin = 0.6; // smaller letters cannot be read: then it scrolls

function useScale(width: number) {
  const frame = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // The room within the padding, which clientWidth has in it.
    const observer = new ResizeObserver(([entry]) => {
      const room = entry?.contentRect.width ?? 0;
      if (room > 0) setScale(Math.min(1, Math.max(scaleMin, room / width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [width]);
  return [frame, scale] as const;
}

function Edge({ placed, taken }: { placed: PlacedEdge; taken: boolean }) {
  const { edge, points } = placed;
  const caught = edge.kinds.every((kind) => kind === 'catch');
  return (
    <path
      className={classes(styles.edge, caught && styles.catch, taken && styles.taken)}
      d={pathOf(points)}
      markerEnd={taken ? 'url(#arrow-taken)' : 'url(#arrow)'}
    />
  );
}

function Arrow({ id, taken }: { id: string; taken?: boolean }) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerWidth="7"
      markerHeight="7"
      markerUnits="userSpaceOnUse"
      orient="auto-start-reverse"
    >
      <path className={taken ? styles.tipTaken : styles.tip} d="M0 .5 7.500 4 0 7.500z" />
    </marker>
  );
}

function Node({
  placed,
  status,
  selected,
  onSelect,
}: {
  placed: PlacedNode;
  status: VisitStatus | undefined;
  selected: boolean;
  onSelect: (name: string) => void;
}) {
  const { node, x, y, width, height, box } = placed;
  const { word, tone } = status
    ? visitLook[status]
    : ({ word: 'Not reached', tone: 'idle' } as const);
  return (
    <>
      {box && (
        <div
          className={classes(styles.box, styles[tone])}
          style={{ left: x, top: y, width, height }}
        />
      )}
      <button
        type="button"
        className={classes(styles.node, styles[tone], box && styles.head)}
        style={{ left: x, top: y, width, height: box ? 34 : height }}
        aria-label={`${node.name} ${node.type}: ${word}`}
        aria-pressed={selected}
        disabled={!status}
        title={node.comment ?? word}
        onClick={() => onSelect(node.name)}
      >
        <span className={styles.name}>{node.name}</span>{' '}
        <span className={styles.type}>{node.type}</span>
      </button>
    </>
  );
}

export function Graph({
  graph,
  visits,
  selected,
  onSelect,
}: {
  graph: WorkflowGraph;
  visits: Visit[];
  selected: string | undefined;
  onSelect: (name: string) => void;
}) {
  const placed = useMemo(() => place(graph), [graph]);
  const status = useMemo(() => statusByState(visits), [visits]);
  const taken = useMemo(() => new Set(visits.map((v) => `${v.from ?? ''}\n${v.name}`)), [visits]);
  const [frame, scale] = useScale(placed.width);
  const isTaken = ({ edge }: PlacedEdge) => taken.has(`${edge.from}\n${edge.to}`);
  const lines = [...placed.edges].sort((a, b) => Number(isTaken(a)) - Number(isTaken(b)));
  return (
    <div ref={frame} className={styles.frame} role="group" aria-label="Workflow">
      <div style={{ width: placed.width * scale, height: placed.height * scale }}>
        <div
          className={styles.sheet}
          style={{ width: placed.width, height: placed.height, transform: `scale(${scale})` }}
        >
          {placed.nodes.map((node) => (
            <Node
              key={`${node.node.name} ${node.x}`}
              placed={node}
              status={status.get(node.node.name)}
              selected={selected === node.node.name}
              onSelect={onSelect}
            />
          ))}
          <svg
            className={styles.lines}
            width={placed.width}
            height={placed.height}
            aria-hidden="true"
          >
            <defs>
              <Arrow id="arrow" />
              <Arrow id="arrow-taken" taken />
            </defs>
            {lines.map((edge, index) => (
              <Edge
                key={`${edge.edge.from} ${edge.edge.to} ${index}`}
                placed={edge}
                taken={isTaken(edge)}
              />
            ))}
          </svg>
        </div>
      </div>
      <p className={styles.legend}>
        <span className={styles.solid}>way it took</span>
        <span className={styles.dashed}>way of an error</span>
      </p>
    </div>
  );
}
