// The picture with what was found drawn over it. The lists beside say the same in words, so the
// drawing itself is hidden from screen readers.

import { useState } from 'react';
import { useWholeApi } from '../../api/server';
import type { Result } from '../../api/types';
import { Button } from '../../design/Button';
import { classes } from '../../design/classes';
import { percent } from '../../design/format';
import { Icon } from '../../design/Icon';
import type { Mark } from './marks';
import type { View } from './use-view';
import styles from './Stage.module.css';

interface Size {
  width_px: number;
  height_px: number;
}

function outline({ box, polygon }: Mark, { width_px: w, height_px: h }: Size): string {
  const corners = polygon ?? [
    { X: box.Left, Y: box.Top },
    { X: box.Left + box.Width, Y: box.Top },
    { X: box.Left + box.Width, Y: box.Top + box.Height },
    { X: box.Left, Y: box.Top + box.Height },
  ];
  return corners.map(({ X, Y }) => `${X * w},${Y * h}`).join(' ');
}

function Drawing({ view, size }: { view: View; size: Size }) {
  const some = view.pointedAt !== null;
  return (
    <svg
      className={classes(styles.drawing, some && styles.dimmed)}
      viewBox={`0 0 ${size.width_px} ${size.height_px}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {view.marks.map((mark) => (
        <g
          key={mark.key}
          data-mark={mark.key}
          className={classes(styles[mark.kind], view.isPointedAt(mark.key) && styles.lit)}
          onPointerEnter={() => view.pointAt(mark.key)}
          onPointerLeave={() => view.pointAt(null)}
        >
          <polygon points={outline(mark, size)} className={styles.halo} />
          <polygon points={outline(mark, size)} className={styles.line} />
          {mark.landmarks?.map(({ Type, X, Y }) => (
            <circle
              key={Type}
              cx={X * size.width_px}
              cy={Y * size.height_px}
              r={Math.max(1, size.width_px / 500)}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

// Names of what is pointed at; without a pointer the picture is not covered by words.
function Tags({ view }: { view: View }) {
  return view.marks
    .filter((mark) => view.isPointedAt(mark.key))
    .map(({ key, kind, name, confidence, box }) => (
      <span
        key={key}
        aria-hidden="true"
        className={classes(styles.tag, styles[kind], box.Top < 0.08 && styles.inside)}
        style={{ left: `${Math.min(box.Left, 0.8) * 100}%`, top: `${box.Top * 100}%` }}
      >
        {name} <b>{percent(confidence)}</b>
      </span>
    ));
}

export function Stage({
  result,
  view,
  name,
  url,
}: {
  result: Result;
  view: View;
  name: string;
  url: string | null | undefined; // of the preview
}) {
  const whole = useWholeApi();
  const [failed, setFailed] = useState(false);
  const [revealed, setRevealed] = useState(false);
  const flags = result.moderation ?? [];
  const hidden = flags.length > 0 && !revealed;
  const { width_px = 4, height_px = 3 } = result.image ?? {};
  const size = { width_px, height_px };
  const colour = result.properties?.DominantColors?.[0]?.HexCode;
  return (
    <figure
      className={styles.stage}
      style={{
        aspectRatio: `${width_px} / ${height_px}`,
        // As wide as the column, or as narrow as the window's height asks for.
        maxWidth: `calc(${width_px / height_px} * 66dvh)`,
        ...(colour ? { backgroundColor: colour } : {}),
      }}
    >
      {url && !failed && (
        <img
          key={result.status}
          src={url}
          alt={hidden ? 'Hidden, since it may not be safe to show' : name}
          className={classes(hidden && styles.blurred)}
          onError={() => setFailed(true)}
        />
      )}
      {(failed || url === null) && (
        <div className={styles.none}>
          <Icon name="images" size={36} />
          <span>
            {whole
              ? 'There is no picture to show. Its file may be damaged, or of no known format.'
              : 'This deployment’s API tells what was found, but does not give the picture itself.'}
          </span>
        </div>
      )}
      {!hidden && !failed && url !== null && <Drawing view={view} size={size} />}
      {!hidden && !failed && url !== null && <Tags view={view} />}
      {hidden && (
        <div className={styles.veil}>
          <Icon name="hidden" size={28} />
          <strong>{flags[0]?.Name}</strong>
          <span>This picture may not be safe to show.</span>
          <Button icon="eye" onClick={() => setRevealed(true)}>
            Show it
          </Button>
        </div>
      )}
    </figure>
  );
}
