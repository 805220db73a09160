// What the server is, and what it takes.

import type { ServerInfo } from '../../api/types';
import { bytes, count, plural } from '../../design/format';
import { Panel } from '../../design/Panel';
import styles from './SettingsPage.module.css';

function kept(days: number): string {
  return days > 0 ? plural(days, 'day') : 'for ever';
}

export function LimitsPanel({ server }: { server: ServerInfo }) {
  const { upload, retention_days: days } = server;
  const facts: [name: string, value: string][] = [
    ['Version', server.version],
    ['Project', `${server.project}, ${server.environment}`],
    ['Region', server.region],
    ['Sure from', `${server.confidence_threshold} %`],
    ['Largest file', bytes(upload.bytes_max)],
    ['Largest picture', `${count(upload.pixels_max)} pixels, ${count(upload.side_px_max)} a side`],
    ['Upload URLs', `good for ${plural(upload.url_expires_in, 'second')}`],
    ['Types', upload.types.map((type) => type.replace('image/', '')).join(', ')],
    ['Results kept', kept(days.results)],
    ['Executions kept', kept(days.executions)],
    ['Logs kept', kept(days.logs)],
  ];
  return (
    <Panel title="Server">
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
