// Which events lead where, each with its switch, and how long they can be replayed.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { settingsQuery, switchRule } from '../../api/settings';
import type { Settings } from '../../api/types';
import { Button } from '../../design/Button';
import { ConfirmDialog } from '../../design/Dialog';
import { keptFor, plural } from '../../design/format';
import { ProblemNotice } from '../../design/Notice';
import { Panel } from '../../design/Panel';
import styles from './SettingsPage.module.css';

type Rule = Settings['rules'][number];

// Off asks first: pictures that come meanwhile are stored and not looked at.
function Switch({ rule }: { rule: Rule }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const switching = useMutation({
    mutationFn: () => switchRule(rule.name, rule.bus, !rule.enabled),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: settingsQuery.queryKey });
      setAsking(false);
    },
  });
  const word = rule.enabled ? 'Switch off' : 'Switch on';
  const problem = switching.isError && (
    <ProblemNotice error={switching.error} title="It is as it was" />
  );
  return (
    <>
      <Button
        small
        aria-label={`${word} ${rule.name}`}
        disabled={switching.isPending}
        onClick={() => (rule.enabled ? setAsking(true) : switching.mutate())}
      >
        {word}
      </Button>
      {!asking && problem}
      {asking && (
        <ConfirmDialog
          title={`Switch ${rule.name} off?`}
          action={switching.isPending ? 'Switching…' : 'Switch off'}
          busy={switching.isPending}
          onConfirm={() => switching.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>
            Events that come meanwhile lead nowhere by this rule: pictures are stored, but not
            looked at. What an archive kept of them can be replayed from the dashboard once it is on
            again.
          </p>
          {problem}
        </ConfirmDialog>
      )}
    </>
  );
}

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
              <span className={styles.switch}>
                <Switch rule={rule} />
              </span>
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
