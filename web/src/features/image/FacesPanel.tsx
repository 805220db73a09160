// Who is on it: each face with what its looks suggest.

import type { BoundingBox, FaceDetail } from '../../api/types';
import { classes } from '../../design/classes';
import { percent } from '../../design/format';
import { Panel } from '../../design/Panel';
import { pointing } from './pointing';
import type { View } from './use-view';
import styles from './FacesPanel.module.css';

// The face cut out of the preview, a little wider than its box.
function Crop({ box, url }: { box: BoundingBox; url: string }) {
  const margin = 0.2;
  const width = box.Width * (1 + 2 * margin);
  const height = box.Height * (1 + 2 * margin);
  return (
    <span className={styles.crop} aria-hidden="true">
      <img
        src={url}
        alt=""
        style={{
          width: `${100 / width}%`,
          height: `${100 / height}%`,
          left: `${(-100 * (box.Left - box.Width * margin)) / width}%`,
          top: `${(-100 * (box.Top - box.Height * margin)) / height}%`,
        }}
      />
    </span>
  );
}

function yesNo(flag: { Value: boolean; Confidence: number } | undefined, yes: string, no: string) {
  return flag ? [`${flag.Value ? yes : no} ${percent(flag.Confidence)}`] : [];
}

function traits(face: FaceDetail): string[] {
  const { AgeRange: age, Gender: gender, Pose: pose } = face;
  return [
    ...(age ? [`${age.Low}–${age.High} years`] : []),
    ...(gender ? [`looks ${gender.Value.toLowerCase()} ${percent(gender.Confidence)}`] : []),
    ...yesNo(face.Smile, 'smiles', 'no smile'),
    ...yesNo(face.EyesOpen, 'eyes open', 'eyes closed'),
    ...yesNo(face.MouthOpen, 'mouth open', 'mouth closed'),
    ...(pose?.Yaw !== undefined && Math.abs(pose.Yaw) > 25 ? ['looks aside'] : []),
  ];
}

function mood(face: FaceDetail): string | undefined {
  const [first] = [...(face.Emotions ?? [])].sort((a, b) => b.Confidence - a.Confidence);
  return first && `${first.Type.toLowerCase()} ${percent(first.Confidence)}`;
}

export function FacesPanel({
  faces,
  view,
  url,
  hidden,
}: {
  faces: FaceDetail[];
  view: View;
  url: string | null | undefined; // of the preview
  hidden: boolean;
}) {
  if (faces.length === 0) return null;
  return (
    <Panel title="Faces" note={<>Guesses from looks, not facts</>}>
      <ul className={styles.faces}>
        {faces.map((face, index) => {
          const key = `face:${index}`;
          const feels = mood(face);
          return (
            <li
              key={key}
              className={classes(styles.face, view.isPointedAt(key) && styles.lit)}
              {...pointing(view, key)}
            >
              {url && !hidden && <Crop box={face.BoundingBox} url={url} />}
              <div>
                <strong>
                  Face {index + 1}
                  {feels && <span className={styles.mood}> {feels}</span>}
                </strong>
                <p>{traits(face).join(' · ')}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
