// POST /upload-url, and the PUT that it allows: straight to the object store, without our key.

import { answerOf, api } from './client';
import { Problem } from './problem';
import type { UploadUrl } from './types';

const silenceMsMax = 30_000; // without a byte taken or an answer

export async function createUploadUrl(
  file: { name: string; type: string },
  userId: string | null,
  signal: AbortSignal,
): Promise<UploadUrl> {
  const fileType = file.type as 'image/jpeg'; // one of the server's own list: see files.ts
  return answerOf(
    api.POST('/upload-url', {
      body: { fileName: file.name, fileType, ...(userId ? { userId } : {}) },
      signal,
    }),
  );
}

// The object store's own error, as S3 words it in XML.
function refusal(status: number, body: string): Problem {
  const code = /<Code>([^<]+)<\/Code>/.exec(body)?.[1] ?? `Http${status}`;
  const said = /<Message>([^<]+)<\/Message>/.exec(body)?.[1];
  const expired = code === 'AccessDenied' && /expired/i.test(said ?? '');
  if (expired) {
    return new Problem({
      code: 'UploadUrlExpired',
      status,
      detail: 'The permission to send this picture has run out while it waited.',
    });
  }
  const known: Record<string, string> = {
    EntityTooLarge: 'The picture is larger than the server takes.',
    SlowDown: 'The server has too much to do at once.',
    AccessDenied: 'The server does not allow this upload.',
  };
  return new Problem({
    code,
    status,
    detail: known[code] ?? said ?? `The server refused the picture (status ${status}).`,
  });
}

function broken(sent: number, size: number): Problem {
  const part = size > 0 ? Math.round((100 * sent) / size) : 0;
  return new Problem({
    code: 'UploadBroken',
    detail: `The connection broke off after ${part} % of the picture was sent.`,
  });
}

// XMLHttpRequest, since fetch() does not tell how much is sent.
export function putPicture(
  permit: UploadUrl,
  file: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let sent = 0;
    let silence = 0;
    const hear = () => {
      window.clearTimeout(silence);
      silence = window.setTimeout(() => {
        finish(() =>
          reject(
            new Problem({ code: 'UploadStuck', detail: 'The server took nothing for 30 seconds.' }),
          ),
        );
        xhr.abort();
      }, silenceMsMax);
    };
    const stop = () => {
      finish(() => reject(new DOMException('Cancelled', 'AbortError')));
      xhr.abort();
    };
    const finish = (settle: () => void) => {
      window.clearTimeout(silence);
      signal.removeEventListener('abort', stop);
      settle();
    };
    xhr.upload.onprogress = (event) => {
      sent = event.loaded;
      onSent(sent);
      hear();
    };
    xhr.onload = () =>
      finish(() => {
        if (xhr.status >= 200 && xhr.status < 300) resolve();
        else reject(refusal(xhr.status, xhr.responseText));
      });
    xhr.onerror = () => finish(() => reject(broken(sent, file.size)));
    signal.addEventListener('abort', stop);
    if (signal.aborted) return stop();
    xhr.open('PUT', permit.uploadUrl);
    for (const [name, value] of Object.entries(permit.headers)) xhr.setRequestHeader(name, value);
    hear();
    xhr.send(file);
  });
}
