// The picture's colours, and how bright, sharp and rich in contrast it is.

import type { Result } from '../../api/types';
import { percent } from '../../design/format';
import { Panel } from '../../design/Panel';
import styles from './ColoursPanel.module.css';

export function ColoursPanel({ properties }: { properties: NonNullable<Result['properties']> }) {
  const colours = properties.DominantColors ?? [];
  const quality = properties.Quality;
  return (
    <Panel title="Colours and light">
      <ul className={styles.swatches}>
        {colours.map(({ HexCode = '#000000', CSSColor, PixelPercent = 0 }) => (
          <li
            key={HexCode}
            style={{ flexGrow: Math.max(PixelPercent, 3), backgroundColor: HexCode }}
            title={`${CSSColor ?? ''} ${HexCode}, ${percent(PixelPercent)}`}
          >
            <span className="unseen">
              {CSSColor} {HexCode}, {percent(PixelPercent)}
            </span>
          </li>
        ))}
      </ul>
      <ul className={styles.names}>
        {colours.slice(0, 5).map(({ HexCode = '', CSSColor, PixelPercent = 0 }) => (
          <li key={HexCode} aria-hidden="true">
            <i style={{ backgroundColor: HexCode }} />
            {CSSColor} <span>{percent(PixelPercent)}</span>
          </li>
        ))}
      </ul>
      {quality && (
        <p className={styles.quality}>
          Brightness {Math.round(quality.Brightness ?? 0)} · sharpness{' '}
          {Math.round(quality.Sharpness ?? 0)} · contrast {Math.round(quality.Contrast ?? 0)}
        </p>
      )}
    </Panel>
  );
}
