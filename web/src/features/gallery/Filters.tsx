// The fields of Find. Typing changes the address a moment later, choosing at once.

import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { useNavigation, useSearchParams } from 'react-router-dom';
import { statuses } from '../../api/types';
import { Button } from '../../design/Button';
import { Icon } from '../../design/Icon';
import { statusLook } from '../../design/status';
import { changed } from './filter';
import styles from './Filters.module.css';

const typingMs = 250;

function useParameter(name: string) {
  const [search, setSearch] = useSearchParams();
  const set = (value: string) => {
    setSearch((now) => changed(now, name, value), { replace: true });
  };
  return [search.get(name) ?? '', set] as const;
}

// What is typed, and what of it has got into the address.
function useTyped(name: string) {
  const [kept, keep] = useParameter(name);
  const [typed, setTyped] = useState(kept);
  const [seen, setSeen] = useState(kept);
  const leaving = useNavigation().state === 'loading';
  if (seen !== kept) {
    // The address changed otherwise: back, a link, "Clear".
    setSeen(kept);
    setTyped(kept);
  }
  const save = useEffectEvent(() => {
    // A change of the address would call off the way to another page.
    if (typed === kept || leaving) return;
    setSeen(typed);
    keep(typed);
  });
  useEffect(() => {
    const timer = window.setTimeout(() => save(), typingMs);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped] as const;
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      {children}
    </label>
  );
}

function TextField({ name, label, hint }: { name: string; label: string; hint: string }) {
  const [value, setValue] = useTyped(name);
  return (
    <Field label={label}>
      <input
        value={value}
        placeholder={hint}
        autoComplete="off"
        onChange={(event) => setValue(event.target.value)}
      />
    </Field>
  );
}

function DateField({ name, label }: { name: string; label: string }) {
  const [value, setValue] = useParameter(name);
  return (
    <Field label={label}>
      <input type="date" value={value} onChange={(event) => setValue(event.target.value)} />
    </Field>
  );
}

function StatusField() {
  const [value, setValue] = useParameter('status');
  return (
    <Field label="Status">
      <select value={value} onChange={(event) => setValue(event.target.value)}>
        <option value="">Any</option>
        {statuses.map((status) => (
          <option key={status} value={status}>
            {statusLook[status].word}
          </option>
        ))}
      </select>
    </Field>
  );
}

function ConfidenceField() {
  const [typed, setTyped] = useTyped('confidence');
  const value = Number(typed) || 0;
  return (
    <Field label={value > 0 ? `At least ${value} % sure` : 'Any confidence'}>
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={value}
        onChange={(event) => setTyped(event.target.value === '0' ? '' : event.target.value)}
      />
    </Field>
  );
}

export function Filters() {
  const [search, setSearch] = useSearchParams();
  const [words, setWords] = useTyped('q');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <div role="search" className={styles.filters}>
      <div className={styles.words}>
        <Icon name="search" size={20} />
        <input
          ref={field}
          type="search"
          aria-label="Words"
          placeholder="Words in labels, in recognised text, in file names"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <div className={styles.fields}>
        <TextField name="label" label="Label" hint="Dog" />
        <ConfidenceField />
        <StatusField />
        <DateField name="from" label="From" />
        <DateField name="to" label="To" />
        <TextField name="user" label="User" hint="anybody" />
        <Button
          kind="quiet"
          icon="close"
          className={styles.clear ?? ''}
          disabled={search.size === 0}
          onClick={() => setSearch({}, { replace: true })}
        >
          Clear
        </Button>
      </div>
    </div>
  );
}
