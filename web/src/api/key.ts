// The bearer key that the person signed in with. It stays in this tab, or on this device if asked
// to, and goes nowhere but into the Authorization field of requests to the API.

import { useSyncExternalStore } from 'react';

const name = 'heliograph-key';
const listeners = new Set<() => void>();

interface SignIn {
  key: string | null;
  // The server answered 401: a key is needed, or this one is not good (any more).
  needed: boolean;
  times: number; // that somebody signed in: what was refused may be asked again
}

function stored(): string | null {
  try {
    return window.sessionStorage.getItem(name) ?? window.localStorage.getItem(name);
  } catch {
    return null; // storage may be forbidden
  }
}

let state: SignIn = { key: stored(), needed: false, times: 0 };

function change(next: SignIn) {
  state = next;
  listeners.forEach((listener) => listener());
}

function keep(storage: Storage, key: string | null) {
  if (key === null) storage.removeItem(name);
  else storage.setItem(name, key);
}

export function currentKey(): string | null {
  return state.key;
}

export function signIn(key: string, remember: boolean) {
  try {
    keep(window.sessionStorage, remember ? null : key);
    keep(window.localStorage, remember ? key : null);
  } catch {
    // Then it is good until the page is left.
  }
  change({ key, needed: false, times: state.times + 1 });
}

export function signOut() {
  try {
    keep(window.sessionStorage, null);
    keep(window.localStorage, null);
  } catch {
    // Nothing was kept either.
  }
  change({ ...state, key: null, needed: true });
}

// Where the server does not ask for one.
export function withoutKey() {
  signOut();
  change({ ...state, needed: false });
}

export function keyIsNeeded() {
  if (!state.needed) change({ ...state, needed: true });
}

// Signing in or out in another window, where the device remembers, is so here too.
window.addEventListener('storage', (event) => {
  if (event.key !== name && event.key !== null) return;
  const key = stored();
  if (key === state.key) return;
  change({ key, needed: key === null, times: state.times + 1 });
});

// Resolves when somebody has signed in anew, or `signal` says to wait no longer.
export function signedInAgain(signal: AbortSignal): Promise<void> {
  const { times } = state;
  return new Promise((resolve) => {
    const end = () => {
      listeners.delete(look);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const look = () => {
      if (state.times > times && !state.needed) end();
    };
    listeners.add(look);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSignIn(): SignIn {
  return useSyncExternalStore(watch, () => state);
}
