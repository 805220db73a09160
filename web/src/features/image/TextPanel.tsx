// What is written on it, to copy.

import type { TextDetection } from '../../api/types';
import { classes } from '../../design/classes';
import { CopyButton } from '../../design/CopyButton';
import { percent, plural } from '../../design/format';
import { Panel } from '../../design/Panel';
import { pointing } from './pointing';
import type { View } from './use-view';
import styles from './TextPanel.module.css';

export function TextPanel({ text, view }: { text: TextDetection[]; view: View }) {
  const lines = text.filter(
    (detection) => detection.Type === 'LINE' && detection.Confidence >= view.confidenceMin,
  );
  if (lines.length === 0) return null;
  return (
    <Panel
      title="Text"
      note={plural(lines.length, 'line')}
      actions={<CopyButton text={lines.map((line) => line.DetectedText).join('\n')} />}
    >
      <ul className={styles.lines}>
        {lines.map((line) => {
          const key = `text:${line.Id}`;
          return (
            <li
              key={key}
              className={classes(styles.line, view.isPointedAt(key) && styles.lit)}
              {...pointing(view, key)}
            >
              <span>{line.DetectedText}</span>
              <span className={styles.sure}>{percent(line.Confidence)}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
