// Signing in and out, and how keys are made. REST makes none on purpose: whoever may make a key for
// others should have the machine's shell.

import { signOut, useSignIn, keyIsNeeded } from '../../api/key';
import { Button } from '../../design/Button';
import { CopyButton } from '../../design/CopyButton';
import { Panel } from '../../design/Panel';
import styles from './SettingsPage.module.css';

const commands: [what: string, command: string][] = [
  ['Make a key: admin, uploader or viewer', 'helio keys create --scope viewer --name dashboard'],
  ['List keys', 'helio keys list'],
  ['Revoke one', 'helio keys revoke ID'],
];

function SignedIn({ needed }: { needed: boolean }) {
  const { key } = useSignIn();
  if (key) {
    return (
      <div className={styles.signed}>
        <p>You are signed in with a key that ends in …{key.slice(-4)}.</p>
        <Button onClick={signOut}>Sign out</Button>
      </div>
    );
  }
  return (
    <div className={styles.signed}>
      <p>
        {needed
          ? 'You are not signed in.'
          : 'This server listens on this machine only and asks for no key: whoever reaches it may do everything.'}
      </p>
      <Button icon="key" onClick={keyIsNeeded}>
        Sign in
      </Button>
    </div>
  );
}

export function KeysPanel({ needed }: { needed: boolean }) {
  return (
    <Panel title="Keys">
      <SignedIn needed={needed} />
      <dl className={styles.commands}>
        {commands.map(([what, command]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <code>{command}</code>
              <CopyButton text={command} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.soft}>
        On the server’s own machine; a new key works at once, a revoked one stops within seconds.
      </p>
    </Panel>
  );
}
