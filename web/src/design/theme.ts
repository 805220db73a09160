// Light or dark: what the system says, or what the person chose here.

import { useSyncExternalStore } from 'react';

type Theme = 'light' | 'dark';
const name = 'heliograph-theme';
const watchers = new Set<() => void>();
const system = window.matchMedia('(prefers-color-scheme: dark)');

function chosen(): Theme | null {
  try {
    const kept = window.localStorage.getItem(name);
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}

let choice = chosen();

function current(): Theme {
  return choice ?? (system.matches ? 'dark' : 'light');
}

function show() {
  document.documentElement.dataset.theme = current();
  watchers.forEach((watcher) => watcher());
}

export function startTheme() {
  system.addEventListener('change', show);
  show();
}

export function switchTheme() {
  const next: Theme = current() === 'dark' ? 'light' : 'dark';
  // Back to what the system says is no choice any more.
  choice = next === (system.matches ? 'dark' : 'light') ? null : next;
  try {
    if (choice) window.localStorage.setItem(name, choice);
    else window.localStorage.removeItem(name);
  } catch {
    // Then it holds until the page is left.
  }
  show();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useTheme(): Theme {
  return useSyncExternalStore(watch, current);
}
