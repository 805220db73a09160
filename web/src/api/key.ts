// The bearer key that the person signed in with. It stays in this tab, or on this device if asked
// to, and goes nowhere but into the Authorization field of requests to the API.

import { useSyncExternalStore } from 'react';

const name = 'heliograph-key';
const listeners = new Set<() => void>();

interface SignIn {
  key: string | null;
  // The server answered 401: a key is needed, or this one is not good (any more).
  needed: boolean;
}

function stored(): string | null {
  try {
    return window.sessionStorage.getItem(name) ?? window.localStorage.getItem(name);
  } catch {
    return null; // storage may be forbidden
  }
}

let state: SignIn = { key: stored(), needed: false };

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
  change({ key, needed: false });
}

export function signOut() {
  try {
    keep(window.sessionStorage, null);
    keep(window.localStorage, null);
  } catch {
    // Nothing was kept either.
  }
  change({ key: null, needed: true });
}

export function keyIsNeeded() {
  if (!state.needed) change({ ...state, needed: true });
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSignIn(): SignIn {
  return useSyncExternalStore(watch, () => state);
}
