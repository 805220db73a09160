// Where everything of a workflow's graph is drawn: a layered layout by dagre, from top to bottom;
// boxes inside boxes are laid out first and are one node each outside.

import dagre from '@dagrejs/dagre';
import type { WorkflowEdge, WorkflowGraph, WorkflowNode } from './workflow';

export interface Point {
  x: number;
  y: number;
}

export interface PlacedNode {
  node: WorkflowNode;
  x: number; // of the left upper corner
  y: number;
  width: number;
  height: number;
  box: boolean; // others are drawn inside
}

export interface PlacedEdge {
  edge: WorkflowEdge;
  points: Point[];
}

export interface Placed {
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

const nodeHeight = 44;
const boxHead = 38;
const boxPadding = 14;
const gap = 18;

function widthOf(name: string): number {
  return Math.min(252, Math.max(124, 58 + name.length * 7.2));
}

function moved(placed: Placed, x: number, y: number): Placed {
  return {
    ...placed,
    nodes: placed.nodes.map((node) => ({ ...node, x: node.x + x, y: node.y + y })),
    edges: placed.edges.map(({ edge, points }) => ({
      edge,
      points: points.map((point) => ({ x: point.x + x, y: point.y + y })),
    })),
  };
}

interface Inside {
  width: number;
  height: number;
  parts: Placed[]; // side by side
}

function inside(node: WorkflowNode): Inside {
  const parts = node.inner.map(place);
  const width = parts.reduce((sum, part) => sum + part.width + gap, -gap) + 2 * boxPadding;
  const height = Math.max(...parts.map((part) => part.height));
  return {
    parts,
    width: Math.max(width, widthOf(node.name)),
    height: boxHead + height + boxPadding,
  };
}

export function place(graph: WorkflowGraph): Placed {
  const g = new dagre.graphlib.Graph();
  g.setGraph({ rankdir: 'TB', ranksep: 44, nodesep: 26, edgesep: 14, marginx: 2, marginy: 2 });
  g.setDefaultEdgeLabel(() => ({}));
  const boxes = new Map<string, Inside>();
  for (const node of graph.nodes) {
    const box = node.inner.length > 0 ? inside(node) : undefined;
    if (box) boxes.set(node.name, box);
    const { width, height } = box ?? { width: widthOf(node.name), height: nodeHeight };
    g.setNode(node.name, { width, height });
  }
  // The usual way straight down, what is caught to its side.
  for (const { from, to, kinds } of graph.edges) {
    g.setEdge(from, to, { weight: kinds.every((kind) => kind === 'catch') ? 1 : 4 });
  }
  dagre.layout(g);
  const nodes: PlacedNode[] = [];
  const edges: PlacedEdge[] = [];
  for (const node of graph.nodes) {
    const {
      x = 0,
      y = 0,
      width = 0,
      height = 0,
    } = g.node(node.name) as Partial<Record<'x' | 'y' | 'width' | 'height', number>>;
    const left = x - width / 2;
    const top = y - height / 2;
    const box = boxes.get(node.name);
    nodes.push({ node, x: left, y: top, width, height, box: box !== undefined });
    let at = left + boxPadding;
    for (const part of box?.parts ?? []) {
      const there = moved(part, at, top + boxHead);
      nodes.push(...there.nodes);
      edges.push(...there.edges);
      at += part.width + gap;
    }
  }
  for (const edge of graph.edges) {
    const { points } = g.edge(edge.from, edge.to) as { points?: Point[] };
    edges.push({ edge, points: points ?? [] });
  }
  const { width = 0, height = 0 } = g.graph() as { width?: number; height?: number };
  return { width, height, nodes, edges };
}

// A line through the points with its corners rounded.
export function pathOf(points: Point[]): string {
  const [first, ...others] = points;
  if (!first) return '';
  const last = others.at(-1) ?? first;
  const text = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  let path = `M${text(first)}`;
  others.slice(0, -1).forEach((point, index) => {
    const next = others[index + 1] ?? last;
    const middle = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    path += `Q${text(point)} ${text(index === others.length - 2 ? last : middle)}`;
  });
  return others.length === 1 ? `${path}L${text(last)}` : path;
}
