// The queue in components.

import { useCallback, useSyncExternalStore } from 'react';
import { useUploadLimits } from '../../api/server';
import { uploadQueue, type Upload } from './queue';

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(uploadQueue.watch, () => uploadQueue.uploads);
}

// What takes files into the queue, checked by the server's own limits.
export function useAddFiles(): (files: File[]) => void {
  const limits = useUploadLimits();
  return useCallback((files) => files.length > 0 && uploadQueue.add(files, limits), [limits]);
}
