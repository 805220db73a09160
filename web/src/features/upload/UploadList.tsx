// The uploads one by one; only those that are seen are drawn.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { IconButton } from '../../design/Button';
import { classes } from '../../design/classes';
import { bytes, percent } from '../../design/format';
import { Icon } from '../../design/Icon';
import { uploadQueue, type Upload } from './queue';
import styles from './UploadList.module.css';

const rowPx = 56;
const problemRowPx = 92; // a sentence on three lines

function hasProblem(upload: Upload | undefined): boolean {
  return upload?.state === 'refused' || upload?.state === 'failed';
}

// What a browser can show of it, at once; it cannot show HEIC and TIFF.
function Preview({ file }: { file: File }) {
  const [shown, setShown] = useState(true);
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(file);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [file],
  );
  return (
    <span className={styles.preview}>
      {shown ? (
        <img ref={show} alt="" decoding="async" onError={() => setShown(false)} />
      ) : (
        <Icon name="images" />
      )}
    </span>
  );
}

function Words({ upload }: { upload: Upload }) {
  const { state, file, sentBytes, problem, tries } = upload;
  switch (state) {
    case 'waiting':
      return <>Waits · {bytes(file.size)}</>;
    case 'sending':
      if (sentBytes === 0) return <>{tries > 1 ? 'Trying again…' : 'Starting…'}</>;
      return (
        <>{sentBytes >= file.size ? 'Being stored…' : percent((100 * sentBytes) / file.size)}</>
      );
    case 'sent':
      return <>Sent · {bytes(file.size)}</>;
    case 'cancelled':
      return <>Cancelled</>;
    case 'refused':
    case 'failed':
      return <span className={styles.problem}>{problem}</span>;
  }
}

function Actions({ upload }: { upload: Upload }) {
  const { id, state, file } = upload;
  if (state === 'waiting' || state === 'sending') {
    return (
      <IconButton
        icon="close"
        size={16}
        label={`Cancel ${file.name}`}
        onClick={() => uploadQueue.cancel(id)}
      />
    );
  }
  if (state === 'failed' || state === 'cancelled') {
    return (
      <IconButton
        icon="retry"
        size={16}
        label={`Send ${file.name} again`}
        onClick={() => uploadQueue.retry(id)}
      />
    );
  }
  if (state === 'sent') {
    return (
      <span className={styles.sent}>
        <Icon name="check" size={16} />
      </span>
    );
  }
  return (
    <span className={styles.problem}>
      <Icon name="warning" size={16} />
    </span>
  );
}

function Row({ upload }: { upload: Upload }) {
  const { file, state, sentBytes, imageId, problem } = upload;
  const part = file.size > 0 ? Math.min(1, sentBytes / file.size) : 0;
  return (
    <>
      <Preview file={file} />
      <div className={styles.words}>
        <span className={styles.name} title={file.name}>
          {imageId ? <Link to={`/images/${imageId}`}>{file.name}</Link> : file.name}
        </span>
        <span className={classes(styles.state, 'numbers', problem && styles.told)} title={problem}>
          <Words upload={upload} />
        </span>
        {state === 'sending' && (
          <span
            className={styles.bar}
            role="progressbar"
            aria-label={file.name}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(part * 100)}
          >
            <span style={{ transform: `scaleX(${part})` }} />
          </span>
        )}
      </div>
      <Actions upload={upload} />
    </>
  );
}

export function UploadList({ uploads }: { uploads: readonly Upload[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised
  const rows = useVirtualizer({
    count: uploads.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (hasProblem(uploads[index]) ? problemRowPx : rowPx),
    getItemKey: (index) => uploads[index]?.id ?? index,
    initialRect: { width: 400, height: 300 },
  });
  // Heights change with states; and the list is kept in order of them.
  const states = uploads.map((upload) => upload.state).join();
  useEffect(() => rows.measure(), [rows, states]);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keyboard
    <div ref={scroller} className={styles.scroller} tabIndex={0} aria-label="Pictures" role="group">
      <ul style={{ height: rows.getTotalSize() }} className={styles.list}>
        {rows.getVirtualItems().map(({ index, key, start, size }) => {
          const upload = uploads[index];
          return (
            upload && (
              <li
                key={key}
                className={styles.row}
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                <Row upload={upload} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
