// Asks for a bearer key, over whatever page is open, and tries it before it is kept.

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { request } from '../../api/client';
import { apiUrl } from '../../api/config';
import { signIn, useSignIn, withoutKey } from '../../api/key';
import { problemOf, problemOfAnswer } from '../../api/problem';
import { serverQuery } from '../../api/server';
import { Button } from '../../design/Button';
import { Notice } from '../../design/Notice';
import styles from './SignInPage.module.css';

// Whether it is a key: the list of keys is an admin's, and refused to others (403), but never open.
async function tryKey(key: string): Promise<void> {
  const response = await request(`${apiUrl}/keys`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  if (response.ok || response.status === 403) return;
  throw problemOfAnswer(response, await response.json().catch(() => null));
}

export function SignInPage() {
  const { key: old } = useSignIn();
  const isOpen = useQuery({ ...serverQuery, enabled: false }).data?.key_required === false;
  const [key, setKey] = useState('');
  const [remember, setRemember] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(
    old ? 'The key that you signed in with is not good any more.' : '',
  );
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = key.trim();
    if (!typed || busy) return;
    setBusy(true);
    tryKey(typed)
      .then(() => signIn(typed, remember))
      .catch((error: unknown) => {
        setWrong(problemOf(error).message);
        setBusy(false);
        field.current?.select();
      });
  };

  return (
    <div className={styles.veil} role="dialog" aria-modal="true" aria-labelledby="sign-in">
      <form className={styles.card} onSubmit={submit}>
        <h1 id="sign-in">Sign in</h1>
        <p>
          {isOpen ? (
            <>
              This server asks for no key on its own machine, but for making and revoking keys. An
              admin’s is the last line of what <code>helio env</code> prints there.
            </>
          ) : (
            <>
              This server asks for a key. Whoever runs it makes one with{' '}
              <code>helio keys create --scope admin</code>.
            </>
          )}
        </p>
        {wrong && <Notice tone="bad">{wrong}</Notice>}
        <label className={styles.field}>
          <span>Key</span>
          <input
            ref={field}
            type="password"
            autoComplete="current-password"
            spellCheck={false}
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={remember}
            onChange={(event) => setRemember(event.target.checked)}
          />
          Remember it on this device
        </label>
        <Button type="submit" kind="primary" icon="key" disabled={busy || !key.trim()}>
          {busy ? 'Trying the key…' : 'Sign in'}
        </Button>
        {isOpen && <Button onClick={withoutKey}>Go on without a key</Button>}
      </form>
    </div>
  );
}
