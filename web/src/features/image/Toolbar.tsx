// Which marks are shown, and how sure they must be.

import { classes } from '../../design/classes';
import { Icon, type IconName } from '../../design/Icon';
import { kinds, type Kind } from './marks';
import type { View } from './use-view';
import styles from './Toolbar.module.css';

const looks: Record<Kind, { word: string; icon: IconName }> = {
  object: { word: 'Objects', icon: 'box' },
  face: { word: 'Faces', icon: 'face' },
  text: { word: 'Text', icon: 'text' },
};

export function Toolbar({ view }: { view: View }) {
  return (
    <div className={styles.toolbar} role="group" aria-label="Marks on the picture">
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={view.shown.has(kind)}
          className={classes(styles.toggle, styles[kind])}
          onClick={() => view.toggle(kind)}
        >
          <Icon name={looks[kind].icon} size={16} />
          {looks[kind].word}
          <span className={styles.count}>{view.counts[kind]}</span>
        </button>
      ))}
      <label className={styles.confidence}>
        <span>
          At least <b>{view.confidenceMin} %</b> sure
        </span>
        <input
          type="range"
          min={0}
          max={100}
          value={view.confidenceMin}
          onChange={(event) => view.setConfidenceMin(Number(event.target.value))}
        />
      </label>
    </div>
  );
}
