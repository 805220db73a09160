// Who is told of results, besides this page.

import type { Settings } from '../../api/types';
import { Panel } from '../../design/Panel';
import styles from './SettingsPage.module.css';

export function WebhooksPanel({ webhooks }: Pick<Settings, 'webhooks'>) {
  return (
    <Panel title="Subscriptions" note="webhooks">
      {webhooks.length === 0 && (
        <p className={styles.soft}>
          Nobody is told but this page. Webhooks are listed in helio.toml, under [[webhook]].
        </p>
      )}
      <ul className={styles.items}>
        {webhooks.map((webhook, index) => (
          <li key={`${webhook.url} ${index}`}>
            <div className={styles.head}>
              <strong className={styles.break}>{webhook.url}</strong>
              <span className={webhook.signed ? styles.on : styles.off}>
                {webhook.signed ? 'Signed' : 'Not signed'}
              </span>
            </div>
            <p className={styles.soft}>{webhook.events.join(', ') || 'every notification'}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
