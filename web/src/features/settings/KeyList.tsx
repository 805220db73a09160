// The keys that there are, for an admin: whose, what for, since when; and the way to revoke one.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keysQuery, revokeKey, type AccessKey } from '../../api/keys';
import { IconButton } from '../../design/Button';
import { ConfirmDialog } from '../../design/Dialog';
import { ProblemNotice } from '../../design/Notice';
import { Time } from '../../design/Time';
import { NewKeyForm } from './NewKeyForm';
import styles from './SettingsPage.module.css';

function Revoke({ entry, own, onClose }: { entry: AccessKey; own: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const revoking = useMutation({
    mutationFn: () => revokeKey(entry.id),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  return (
    <ConfirmDialog
      title={`Revoke ${entry.name}?`}
      action={revoking.isPending ? 'Revoking…' : 'Revoke'}
      busy={revoking.isPending}
      onConfirm={() => revoking.mutate()}
      onClose={onClose}
    >
      <p>
        Whoever uses <code>{entry.id}</code> is refused from now on, here and over AWS’s protocols.
        It cannot be made good again.
      </p>
      {own && (
        <p>It is the key that you are signed in with: you will have to sign in with another.</p>
      )}
      {revoking.isError && <ProblemNotice error={revoking.error} title="It is still good" />}
    </ConfirmDialog>
  );
}

export function KeyList({ signedIn }: { signedIn: string }) {
  const { data, error, isPending, refetch } = useQuery({
    ...keysQuery(signedIn),
    staleTime: 0,
  });
  const [chosen, choose] = useState<AccessKey>();
  if (error) {
    return <ProblemNotice error={error} title="Keys cannot be read" retry={() => void refetch()} />;
  }
  if (isPending)
    return <div className={styles.wait} role="status" aria-label="Keys are being read" />;
  const isOwn = ({ id }: AccessKey) => signedIn.includes(`_${id}_`);
  return (
    <>
      <ul className={styles.keys} aria-label="Keys">
        {data.items.map((entry) => (
          <li key={entry.id}>
            <span className={styles.keyName}>
              <strong>{entry.name}</strong> <span className={styles.off}>{entry.scope}</span>
              {isOwn(entry) && <span className={styles.on}>yours</span>}
            </span>
            <IconButton icon="trash" label={`Revoke ${entry.name}`} onClick={() => choose(entry)} />
            <span className={styles.soft}>
              <code>{entry.id}</code> · made <Time iso={entry.created_at} />
              {entry.bucket && ` · for ${[entry.bucket, entry.prefix].filter(Boolean).join('/')}`}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>
        {data.items.length === 0 && 'None yet. '}The first admin’s key is in the data folder and not
        listed here.
      </p>
      <NewKeyForm />
      {chosen && <Revoke entry={chosen} own={isOwn(chosen)} onClose={() => choose(undefined)} />}
    </>
  );
}
