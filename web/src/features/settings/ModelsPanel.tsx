// The models that look at pictures: versions and licences.

import type { Settings } from '../../api/types';
import { plural } from '../../design/format';
import { Panel } from '../../design/Panel';
import styles from './SettingsPage.module.css';

export function ModelsPanel({ models }: Pick<Settings, 'models'>) {
  return (
    <Panel title="Models" note={plural(models.length, 'model')}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keyboard */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="Models, table">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">Task</th>
              <th scope="col">Version</th>
              <th scope="col">Licence</th>
              <th scope="col">Pack</th>
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={`${model.pack} ${model.name}`}>
                <th scope="row" title={model.source}>
                  {model.name}
                </th>
                <td>{model.task.replaceAll('_', ' ')}</td>
                <td>{model.version}</td>
                <td>{model.license}</td>
                <td>{model.pack}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
