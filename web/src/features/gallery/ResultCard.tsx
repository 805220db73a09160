// One result in a gallery: the picture, and in a line what was found.

import { memo, useState } from 'react';
import { Link } from 'react-router-dom';
import { usePicture } from '../../api/pictures';
import { useWorkflowState } from '../../api/progress';
import type { Summary } from '../../api/results';
import { classes } from '../../design/classes';
import { count, plural } from '../../design/format';
import { Icon } from '../../design/Icon';
import { Signal } from '../../design/Signal';
import { statusLook } from '../../design/status';
import { Time } from '../../design/Time';
import styles from './ResultCard.module.css';

function Picture({ result }: { result: Summary }) {
  const url = usePicture(result, 'thumbnail');
  const [state, setState] = useState<'loading' | 'shown' | 'none'>('loading');
  const flagged = result.flagged.length > 0;
  return (
    <div
      className={styles.picture}
      style={result.colour ? { backgroundColor: result.colour } : undefined}
    >
      {url && state !== 'none' && (
        <img
          // What is stored may be drawn only when the workflow is through.
          key={result.status}
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          className={classes(state === 'shown' && styles.shown, flagged && styles.blurred)}
          onLoad={() => setState('shown')}
          onError={() => setState(result.status === 'PROCESSING' ? 'loading' : 'none')}
        />
      )}
      {(state === 'none' || url === null) && (
        <span className={styles.none}>
          <Icon name="images" size={28} />
        </span>
      )}
      {flagged && (
        <span className={styles.flag}>
          <Icon name="hidden" size={14} />
          {result.flagged[0]}
        </span>
      )}
    </div>
  );
}

function found({ labels, error, status, firstLine }: Summary): string {
  if (error) return error;
  if (labels.length > 0) return labels.map((label) => label.name).join(' · ');
  if (firstLine) return `“${firstLine}”`;
  return status === 'PROCESSING' ? 'Being looked at' : 'Nothing was recognised';
}

// For a screen reader, in the order of interest.
function spoken(result: Summary): string {
  const { name, status, faces, lines } = result;
  const parts = [name, statusLook[status].word, found(result)];
  if (faces > 0) parts.push(plural(faces, 'face'));
  if (lines > 0) parts.push(plural(lines, 'line of text', 'lines of text'));
  return parts.join(', ');
}

export const ResultCard = memo(function ResultCard({ result }: { result: Summary }) {
  const state = useWorkflowState(result.image_id, result.execution_arn);
  const { image_id, name, status, faces, lines, created_at } = result;
  return (
    <Link to={`/images/${image_id}`} className={styles.card}>
      <span className="unseen">{spoken(result)}</span>
      <Picture result={result} />
      <div className={styles.caption} aria-hidden="true">
        <span className={styles.name}>{name}</span>
        <span className={classes(styles.found, result.error && styles.error)}>{found(result)}</span>
        <span className={styles.foot}>
          <Signal status={status} state={state} />
          <span className={styles.counts}>
            {faces > 0 && (
              <span title={plural(faces, 'face')}>
                <Icon name="face" size={14} />
                {count(faces)}
              </span>
            )}
            {lines > 0 && (
              <span title={plural(lines, 'line of text', 'lines of text')}>
                <Icon name="text" size={14} />
                {count(lines)}
              </span>
            )}
            <Time iso={created_at} />
          </span>
        </span>
      </div>
    </Link>
  );
});
