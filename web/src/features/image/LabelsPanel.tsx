// What is on the picture: labels as a tree of kinds, or by category.

import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { Label } from '../../api/types';
import { classes } from '../../design/classes';
import { plural } from '../../design/format';
import { Meter } from '../../design/Meter';
import { Panel } from '../../design/Panel';
import { labelsByCategory, labelTree, type LabelNode } from './label-tree';
import { objectKey } from './marks';
import { pointing } from './pointing';
import type { View } from './use-view';
import styles from './LabelsPanel.module.css';

function Entry({ label, view }: { label: Label; view: View }) {
  const places = label.Instances?.length ?? 0;
  const key = `object:${label.Name}:`;
  const lit =
    view.pointedAt === key ||
    (label.Instances ?? []).some((_, index) => view.pointedAt === objectKey(label.Name, index));
  const aliases = label.Aliases?.map((alias) => alias.Name).join(', ');
  return (
    <div
      className={classes(styles.entry, lit && styles.lit)}
      title={aliases ? `Also: ${aliases}` : undefined}
      {...(places > 0 ? pointing(view, key) : {})}
    >
      <Link to={`/find?label=${encodeURIComponent(label.Name)}`} className={styles.name}>
        {label.Name}
      </Link>
      {places > 0 && <span className={styles.places}>{plural(places, 'place')}</span>}
      <Meter value={label.Confidence} label={`Confidence of ${label.Name}`} />
    </div>
  );
}

function Tree({ nodes, view }: { nodes: LabelNode[]; view: View }) {
  return (
    <ul className={styles.tree}>
      {nodes.map(({ label, children }) => (
        <li key={label.Name}>
          <Entry label={label} view={view} />
          {children.length > 0 && <Tree nodes={children} view={view} />}
        </li>
      ))}
    </ul>
  );
}

function Categories({ labels, view }: { labels: Label[]; view: View }) {
  return labelsByCategory(labels).map(([category, members]) => (
    <div key={category}>
      <h3 className={styles.category}>{category}</h3>
      <Tree nodes={members.map((label) => ({ label, children: [] }))} view={view} />
    </div>
  ));
}

export function LabelsPanel({ labels, view }: { labels: Label[]; view: View }) {
  const [by, setBy] = useState<'kind' | 'category'>('kind');
  const sure = labels.filter((label) => label.Confidence >= view.confidenceMin);
  const less = labels.length - sure.length;
  return (
    <Panel
      title="What is on it"
      note={less > 0 ? `${less} less sure` : undefined}
      actions={
        <span className={styles.switch} role="group" aria-label="Order of labels">
          {(['kind', 'category'] as const).map((way) => (
            <button key={way} type="button" aria-pressed={by === way} onClick={() => setBy(way)}>
              {way === 'kind' ? 'Kinds' : 'Categories'}
            </button>
          ))}
        </span>
      }
    >
      {sure.length === 0 && (
        <p className={styles.nothing}>
          {less > 0 ? 'Nothing is that sure. Move the slider down.' : 'Nothing was recognised.'}
        </p>
      )}
      {by === 'kind' ? (
        <Tree nodes={labelTree(sure)} view={view} />
      ) : (
        <Categories labels={sure} view={view} />
      )}
    </Panel>
  );
}
