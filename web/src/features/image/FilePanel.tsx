// The file, and what the camera wrote into it.

import type { Exif, Result } from '../../api/types';
import { Facts, type Fact } from '../../design/Facts';
import { bytes, count, fullTime } from '../../design/format';
import { Icon } from '../../design/Icon';
import { Panel } from '../../design/Panel';
import styles from './Facts.module.css';

function exposure(seconds: number): string {
  return seconds < 0.4 ? `1/${Math.round(1 / seconds)} s` : `${seconds} s`;
}

function camera(exif: Exif): string {
  const { camera_make: make = '', camera_model: model = '' } = exif;
  return model.startsWith(make) ? model : `${make} ${model}`.trim();
}

function shot(exif: Exif): string {
  return [
    exif.exposure_time_s ? exposure(exif.exposure_time_s) : '',
    exif.f_number ? `f/${exif.f_number}` : '',
    exif.focal_length_mm ? `${exif.focal_length_mm} mm` : '',
    exif.iso ? `ISO ${exif.iso}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

// "2026:05:01 12:30:00", as cameras write it.
function taken(text: string): string {
  return text.replace(/^(\d{4}):(\d\d):(\d\d)/, '$1-$2-$3');
}

function facts(result: Result): Fact[] {
  const { image = {}, user_id, created_at, expires_at, version_id } = result;
  const { exif = {} } = image;
  return [
    ['Format', image.format?.toUpperCase() ?? 'not known'],
    ['File size', image.size_bytes === undefined ? '' : bytes(image.size_bytes)],
    [
      'Picture size',
      image.width_px ? `${count(image.width_px)} × ${count(image.height_px ?? 0)} pixels` : '',
    ],
    ['Camera', camera(exif)],
    ['Lens', exif.lens_model ?? ''],
    ['Shot', shot(exif)],
    ['Taken', exif.taken_at ? taken(exif.taken_at) : ''],
    ['Software', exif.software ?? ''],
    ['User', user_id ?? ''],
    ['Sent', fullTime(created_at)],
    ['Kept until', expires_at ? fullTime(expires_at) : ''],
    ['SHA-256', image.sha256 ?? ''],
    ['Version', version_id ?? ''],
  ];
}

export function FilePanel({ result }: { result: Result }) {
  const gps = result.image?.exif?.gps;
  return (
    <Panel title="The file">
      {gps && (
        <p className={styles.location}>
          <Icon name="pin" />
          <span>
            The picture says where it was taken: {gps.latitude_deg.toFixed(5)},{' '}
            {gps.longitude_deg.toFixed(5)}
            {gps.altitude_m !== undefined && `, ${Math.round(gps.altitude_m)} m up`}. Whoever gets
            the original can read it.
          </span>
        </p>
      )}
      <Facts facts={facts(result)} />
    </Panel>
  );
}
