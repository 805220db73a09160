// The queue in components.

import { useCallback, useSyncExternalStore } from 'react';
import { useUploadLimits } from '../../api/server';
import { uploadQueue, type Upload } from './queue';

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(uploadQueue.watch, () => uploadQueue.uploads);
}

export function useUploadNote(): string {
  return useSyncExternalStore(uploadQueue.watch, () => uploadQueue.note);
}

// What takes files into the queue, checked by the server's own limits. Of a folder there may be none.
export function useAddFiles(): (files: File[]) => void {
  const limits = useUploadLimits();
  return useCallback(
    (files) => {
      if (files.length > 0) uploadQueue.add(files, limits);
      else uploadQueue.say('There is no picture in that folder.');
    },
    [limits],
  );
}
