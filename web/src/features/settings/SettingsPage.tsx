// Settings: who is signed in, keys, rules and archive, webhooks, models, limits. Keys and rules can be
// changed here, the rest where the server is run.

import { useQuery } from '@tanstack/react-query';
import { serverQuery } from '../../api/server';
import { settingsQuery } from '../../api/settings';
import { ProblemNotice } from '../../design/Notice';
import { Page } from '../../design/Page';
import { KeysPanel } from './KeysPanel';
import { LimitsPanel } from './LimitsPanel';
import { ModelsPanel } from './ModelsPanel';
import { RulesPanel } from './RulesPanel';
import { WebhooksPanel } from './WebhooksPanel';
import styles from './SettingsPage.module.css';

export default function SettingsPage() {
  const server = useQuery(serverQuery);
  const settings = useQuery(settingsQuery);
  // All at once: panels that come one after the other push each other about.
  const waiting = server.isPending || settings.isPending;
  return (
    <Page
      title="Settings"
      lead="As the server has them now. Keys and rules are changed here, the rest where it is run: in helio.toml, by flags or variables."
    >
      {server.isError && (
        <ProblemNotice
          error={server.error}
          title="The server’s settings cannot be read"
          retry={() => void server.refetch()}
        />
      )}
      {settings.isError && (
        <ProblemNotice
          error={settings.error}
          title="Rules and models cannot be read"
          retry={() => void settings.refetch()}
        />
      )}
      {waiting ? (
        <div className={styles.bones} role="status" aria-label="Settings are being read" />
      ) : (
        <div className={styles.panels}>
          <KeysPanel needed={server.data?.key_required ?? false} />
          {server.data && <LimitsPanel server={server.data} />}
          {settings.data && (
            <>
              <RulesPanel rules={settings.data.rules} archives={settings.data.archives} />
              <WebhooksPanel webhooks={settings.data.webhooks} />
              <ModelsPanel models={settings.data.models} />
            </>
          )}
        </div>
      )}
    </Page>
  );
}
