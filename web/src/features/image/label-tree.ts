// Labels as a tree: each below its nearest parent that is on the picture too.

import type { Label } from '../../api/types';

export interface LabelNode {
  label: Label;
  children: LabelNode[];
}

// Parents come as all ancestors; the nearest is the one that has most ancestors itself.
function nearestParent(label: Label, byName: Map<string, Label>): Label | undefined {
  return (label.Parents ?? [])
    .flatMap((parent) => byName.get(parent.Name) ?? [])
    .sort((a, b) => (b.Parents?.length ?? 0) - (a.Parents?.length ?? 0))
    .find((parent) => parent !== label);
}

function sorted(nodes: LabelNode[]): LabelNode[] {
  return nodes
    .map((node) => ({ ...node, children: sorted(node.children) }))
    .sort((a, b) => b.label.Confidence - a.label.Confidence);
}

export function labelTree(labels: Label[]): LabelNode[] {
  const byName = new Map(labels.map((label) => [label.Name, label]));
  const nodes = new Map(
    labels.map((label) => [label.Name, { label, children: [] as LabelNode[] }]),
  );
  const roots: LabelNode[] = [];
  for (const node of nodes.values()) {
    const parent = nearestParent(node.label, byName);
    (parent ? (nodes.get(parent.Name)?.children ?? roots) : roots).push(node);
  }
  return sorted(roots);
}

export function labelsByCategory(labels: Label[]): [category: string, labels: Label[]][] {
  const groups = new Map<string, Label[]>();
  for (const label of labels) {
    for (const { Name } of label.Categories?.length ? label.Categories : [{ Name: 'Others' }]) {
      groups.set(Name, [...(groups.get(Name) ?? []), label]);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
