// A workflow's definition (Amazon States Language) as a graph: states, what leads from one to the
// next, and the boxes that Parallel and Map are, each with graphs of its own inside.

export type EdgeKind = 'next' | 'choice' | 'default' | 'catch';

export interface WorkflowEdge {
  from: string;
  to: string;
  kinds: EdgeKind[];
}

export interface WorkflowNode {
  name: string;
  type: string;
  comment?: string | undefined;
  inner: WorkflowGraph[]; // branches of a Parallel, the iteration of a Map
}

export interface WorkflowGraph {
  start: string;
  nodes: WorkflowNode[];
  edges: WorkflowEdge[];
}

const depthMax = 8; // of boxes in boxes; deeper ones are drawn closed

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function edgesFrom(state: Fields): [to: string, kind: EdgeKind][] {
  const edges: [unknown, EdgeKind][] = [
    [state.Next, 'next'],
    ...listOf(state.Choices).map((choice): [unknown, EdgeKind] => [choice.Next, 'choice']),
    [state.Default, 'default'],
    ...listOf(state.Catch).map((catcher): [unknown, EdgeKind] => [catcher.Next, 'catch']),
  ];
  return edges.flatMap(([to, kind]) => (typeof to === 'string' ? [[to, kind]] : []));
}

function innerOf(state: Fields, depth: number): WorkflowGraph[] {
  if (depth >= depthMax) return [];
  const inner = state.Branches ?? [state.ItemProcessor ?? state.Iterator];
  return listOf(inner).flatMap((one) => graphOf(one, depth + 1) ?? []);
}

// None where it is no definition.
export function graphOf(definition: unknown, depth = 0): WorkflowGraph | undefined {
  const { StartAt, States } = fieldsOf(definition);
  const states = Object.entries(fieldsOf(States)).map(
    ([name, state]) => [name, fieldsOf(state)] as const,
  );
  if (typeof StartAt !== 'string' || states.length === 0) return undefined;
  const known = new Set(states.map(([name]) => name));
  const edges = new Map<string, WorkflowEdge>();
  for (const [from, state] of states) {
    for (const [to, kind] of edgesFrom(state)) {
      if (!known.has(to)) continue;
      const edge = edges.get(`${from}\n${to}`) ?? { from, to, kinds: [] };
      if (!edge.kinds.includes(kind)) edge.kinds.push(kind);
      edges.set(`${from}\n${to}`, edge);
    }
  }
  return {
    start: StartAt,
    nodes: states.map(([name, state]) => ({
      name,
      type: textOf(state.Type) ?? '',
      comment: textOf(state.Comment),
      inner: innerOf(state, depth),
    })),
    edges: [...edges.values()],
  };
}
