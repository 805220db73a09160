// The uploads at the foot of every page: all of them in one line, each on request.

import { useEffect, useState } from 'react';
import { Button, IconButton } from '../../design/Button';
import { classes } from '../../design/classes';
import { bytes, plural } from '../../design/format';
import { isOpen, totalsOf, uploadQueue, type Totals } from './queue';
import { UploadList } from './UploadList';
import { useUploadNote, useUploads } from './use-uploads';
import styles from './UploadTray.module.css';

function headline({ count, open, sent, failed, cancelled }: Totals): string {
  if (open > 0) return `Sending ${plural(count - failed - cancelled, 'picture')}`;
  const parts: string[] = [];
  if (sent > 0) parts.push(`${plural(sent, 'picture')} sent`);
  if (failed > 0) parts.push(sent > 0 ? `${failed} not` : `${plural(failed, 'picture')} not sent`);
  if (cancelled > 0)
    parts.push(`${parts.length > 0 ? cancelled : plural(cancelled, 'picture')} cancelled`);
  return parts.join(', ');
}

export function UploadTray() {
  const uploads = useUploads();
  const note = useUploadNote();
  const [chosen, choose] = useState<boolean>();
  const totals = totalsOf(uploads);
  const busy = totals.open > 0;
  // Where all went well it makes way for what came of it.
  const open = chosen ?? (busy || totals.failed + totals.cancelled > 0);

  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [busy]);

  if (totals.count === 0 && !note) return null;
  const part = totals.bytes > 0 ? totals.sentBytes / totals.bytes : 0; // 0: none went or goes
  const canRetry =
    uploads.some((upload) => upload.state === 'failed') || (totals.cancelled > 0 && !busy);
  return (
    <section className={styles.tray} aria-label="Uploads">
      <span className="unseen" role="status">
        {headline(totals)}
      </span>
      <header className={styles.head}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          onClick={() => choose(!open)}
        >
          <span className={styles.headline}>{headline(totals) || 'Nothing to send'}</span>
          <span className={classes(styles.bytes, 'numbers')}>
            {busy && `${bytes(totals.sentBytes)} of ${bytes(totals.bytes)}`}
          </span>
        </button>
        {canRetry && (
          <Button small icon="retry" onClick={() => uploadQueue.retryAll()}>
            Retry
          </Button>
        )}
        {busy ? (
          <Button small kind="quiet" onClick={() => uploadQueue.cancelAll()}>
            Cancel all
          </Button>
        ) : (
          <IconButton icon="close" label="Close the list" onClick={() => uploadQueue.clear()} />
        )}
      </header>
      {note && (
        <p className={styles.note} role="alert">
          {note}
        </p>
      )}
      <div
        className={classes(styles.all, !busy && styles.over)}
        role="progressbar"
        aria-label="All uploads"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
      >
        <span style={{ transform: `scaleX(${part})` }} />
      </div>
      {open && totals.count > 0 && <UploadList uploads={[...uploads].sort(openFirst)} />}
    </section>
  );
}

// What failed and what is under way before what waits and what is done.
function openFirst(a: Parameters<typeof isOpen>[0], b: Parameters<typeof isOpen>[0]): number {
  const order = { failed: 0, refused: 0, sending: 1, waiting: 2, cancelled: 3, sent: 4 };
  return order[a.state] - order[b.state] || a.id - b.id;
}
