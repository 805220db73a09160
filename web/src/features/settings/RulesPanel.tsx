// Which events lead where, and how long they can be replayed.

import type { Settings } from '../../api/types';
import { keptFor, plural } from '../../design/format';
import { Panel } from '../../design/Panel';
import styles from './SettingsPage.module.css';

export function RulesPanel({ rules, archives }: Pick<Settings, 'rules' | 'archives'>) {
  return (
    <Panel title="Rules and archive" note={plural(rules.length, 'rule')}>
      <ul className={styles.items}>
        {rules.map((rule) => (
          <li key={`${rule.bus} ${rule.name}`}>
            <div className={styles.head}>
              <strong>{rule.name}</strong>
              <span className={rule.enabled ? styles.on : styles.off}>
                {rule.enabled ? 'On' : 'Off'}
              </span>
              {rule.bus !== 'default' && <span className={styles.soft}>bus {rule.bus}</span>}
            </div>
            {rule.description && <p>{rule.description}</p>}
            <p className={styles.soft}>
              to{' '}
              {rule.targets.map(({ arn }) => arn.split(':').slice(-2).join(' ')).join(', ') ||
                'nobody'}
            </p>
            <details>
              <summary>Pattern of {rule.name}</summary>
              {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keyboard */}
              <pre tabIndex={0}>{JSON.stringify(rule.pattern, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ul>
      <h3>Archives</h3>
      <ul className={styles.items}>
        {archives.map((archive) => (
          <li key={archive.name}>
            <div className={styles.head}>
              <strong>{archive.name}</strong>
              <span className={styles.soft}>
                {archive.pattern ? 'what its pattern takes' : 'every event'} of bus {archive.bus},{' '}
                {keptFor(archive.retention_days)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
