// GET /results/{image_id}/image. Without a key an <img> asks by itself and the browser caches; with
// one the picture is fetched with it and shown from memory, since an <img> sends no key.

import { useEffect, useState } from 'react';
import { request } from './client';
import { apiUrl } from './config';
import { useSignIn } from './key';
import { problemOfAnswer } from './problem';
import { useWholeApi } from './server';
import type { Status } from './types';

export type Variant = 'original' | 'preview' | 'thumbnail' | 'annotated';

export function pictureUrl(imageId: string, variant: Variant): string {
  return `${apiUrl}/results/${encodeURIComponent(imageId)}/image?variant=${variant}`;
}

export async function fetchPicture(
  imageId: string,
  variant: Variant,
  signal?: AbortSignal,
): Promise<Blob> {
  const response = await request(pictureUrl(imageId, variant), signal ? { signal } : {});
  if (!response.ok) throw problemOfAnswer(response, await response.json().catch(() => null));
  return response.blob();
}

// The address for an <img>; undefined while it is fetched, null where there is none: of a file that was
// rejected, and where the API shows none.
export function usePicture(
  { image_id: imageId, status }: { image_id: string; status: Status },
  variant: Variant,
): string | null | undefined {
  const { key } = useSignIn();
  const none = !useWholeApi() || status === 'REJECTED';
  const asked = `${imageId} ${variant}`;
  const [fetched, setFetched] = useState<{ of: string; url: string | null }>();
  useEffect(() => {
    if (!key || none) return;
    const stopped = new AbortController();
    let made = '';
    fetchPicture(imageId, variant, stopped.signal).then(
      (blob) => {
        made = URL.createObjectURL(blob);
        setFetched({ of: asked, url: made });
      },
      () => {
        if (!stopped.signal.aborted) setFetched({ of: asked, url: null });
      },
    );
    return () => {
      stopped.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [asked, imageId, key, none, variant]);
  if (none) return null;
  if (!key) return pictureUrl(imageId, variant);
  return fetched?.of === asked ? fetched.url : undefined;
}
