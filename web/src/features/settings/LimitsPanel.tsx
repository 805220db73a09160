// What the server is, and what it takes.

import type { ServerInfo } from '../../api/types';
import { Facts, type Fact } from '../../design/Facts';
import { bytes, count, keptFor, plural } from '../../design/format';
import { Panel } from '../../design/Panel';

export function LimitsPanel({ server }: { server: ServerInfo }) {
  const { upload, retention_days: days } = server;
  const facts: Fact[] = [
    ['Version', server.version],
    ['Project', `${server.project}, ${server.environment}`],
    ['Region', server.region],
    ['Sure from', `${server.confidence_threshold} %`],
    ['Largest file', bytes(upload.bytes_max)],
    ['Largest picture', `${count(upload.pixels_max)} pixels, ${count(upload.side_px_max)} a side`],
    ['Upload URLs', `good for ${plural(upload.url_expires_in, 'second')}`],
    ['Types', upload.types.map((type) => type.replace('image/', '')).join(', ')],
    ['Results kept', keptFor(days.results)],
    ['Executions kept', keptFor(days.executions)],
    ['Logs kept', keptFor(days.logs)],
  ];
  return (
    <Panel title="Server">
      <Facts facts={facts} wide />
    </Panel>
  );
}
