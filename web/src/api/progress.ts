// How far each picture is in the workflow, from the live feed: which state its execution is in now.

import { useSyncExternalStore } from 'react';
import { feed, type ExecutionChange, type ResultChange } from './feed';

const executionsMax = 2_000; // the oldest are forgotten

const stateOf = new Map<string, string>(); // execution -> state entered last
const executionOf = new Map<string, string>(); // picture -> execution
const watchers = new Set<() => void>();

function remember<K, V>(map: Map<K, V>, key: K, value: V) {
  map.delete(key);
  map.set(key, value);
  if (map.size > executionsMax) {
    const oldest = map.keys().next();
    if (!oldest.done) map.delete(oldest.value);
  }
}

function onExecution(change: ExecutionChange) {
  if (!change.state || !change.event.endsWith('StateEntered')) return;
  remember(stateOf, change.execution_arn, change.state);
  watchers.forEach((watcher) => watcher());
}

function onResult(change: ResultChange) {
  if (change.execution_arn) remember(executionOf, change.image_id, change.execution_arn);
}

export function followProgress(): () => void {
  return feed.listen((type, data) => {
    if (type === 'execution') onExecution(data as ExecutionChange);
    if (type === 'result') onResult(data as ResultChange);
  });
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

// The workflow's state that the picture is in; undefined where nothing was heard.
export function useWorkflowState(imageId: string, executionArn?: string): string | undefined {
  return useSyncExternalStore(watch, () =>
    stateOf.get(executionArn ?? executionOf.get(imageId) ?? ''),
  );
}
