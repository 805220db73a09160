// Makes a key, and shows its secrets once.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { createKey, type NewKey, type Scope } from '../../api/keys';
import { Button } from '../../design/Button';
import { CopyButton } from '../../design/CopyButton';
import { ProblemNotice } from '../../design/Notice';
import styles from './SettingsPage.module.css';

const scopes: [scope: Scope, means: string][] = [
  ['viewer', 'viewer: looks'],
  ['uploader', 'uploader: sends pictures'],
  ['admin', 'admin: everything'],
];

function Secret({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
        <CopyButton text={value} of={name} />
      </dd>
    </div>
  );
}

function Made({ made, onClose }: { made: NewKey; onClose: () => void }) {
  return (
    <div className={styles.made} role="status">
      <p>
        <strong>The key {made.name}: copy it now.</strong> It is shown once and never again.
      </p>
      <dl className={styles.commands}>
        <Secret name="Key for REST and this page" value={made.bearer_token} />
        <Secret name="AWS access key id" value={made.id} />
        <Secret name="AWS secret access key" value={made.secret_access_key} />
      </dl>
      <div>
        <Button onClick={onClose}>I have it</Button>
      </div>
    </div>
  );
}

export function NewKeyForm() {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('viewer');
  const client = useQueryClient();
  const making = useMutation({
    mutationFn: () => createKey(name, scope),
    gcTime: 0, // its answer has secrets
    onSuccess: () => {
      setName('');
      void client.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  const wrong = name !== '' && !/^[!-.0-~]{1,64}$/.test(name);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name && !wrong && !making.isPending) making.mutate();
  };
  if (making.data) return <Made made={making.data} onClose={() => making.reset()} />;
  return (
    <form className={styles.newKey} onSubmit={submit}>
      <label>
        Name
        <input
          value={name}
          placeholder="whose or what for"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label>
        Scope
        <select value={scope} onChange={(event) => setScope(event.target.value as Scope)}>
          {scopes.map(([each, means]) => (
            <option key={each} value={each}>
              {means}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" icon="key" disabled={!name || wrong || making.isPending}>
        {making.isPending ? 'Making…' : 'Make a key'}
      </Button>
      {wrong && <p role="alert">1 to 64 letters, digits and signs; no spaces and no slash.</p>}
      {making.isError && <ProblemNotice error={making.error} title="No key was made" />}
    </form>
  );
}
