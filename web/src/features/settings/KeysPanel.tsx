// Who is signed in, and for an admin the keys. Keys are shown to an admin's key alone, also on a
// machine's own server, which asks nobody else for one.

import { signOut, useSignIn, keyIsNeeded } from '../../api/key';
import { Button } from '../../design/Button';
import { Panel } from '../../design/Panel';
import { KeyList } from './KeyList';
import styles from './SettingsPage.module.css';

function SignedOut({ needed }: { needed: boolean }) {
  return (
    <div className={styles.signed}>
      <p>
        {needed
          ? 'You are not signed in.'
          : 'This server listens on this machine only and asks for no key: whoever reaches it may do everything, but for making and revoking keys. Sign in with an admin’s key for that.'}
      </p>
      <Button icon="key" onClick={keyIsNeeded}>
        Sign in
      </Button>
    </div>
  );
}

export function KeysPanel({ needed }: { needed: boolean }) {
  const { key } = useSignIn();
  return (
    <Panel title="Keys">
      {!key && <SignedOut needed={needed} />}
      {key && (
        <>
          <div className={styles.signed}>
            <p>You are signed in with a key that ends in …{key.slice(-4)}.</p>
            <Button onClick={signOut}>Sign out</Button>
          </div>
          <KeyList key={key} signedIn={key} />
        </>
      )}
      <p className={styles.soft}>
        On the server’s machine <code>helio keys create</code>, <code>list</code> and{' '}
        <code>revoke</code> do the same.
      </p>
    </Panel>
  );
}
