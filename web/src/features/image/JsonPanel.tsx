// The whole record, as the API gives it.

import { useState } from 'react';
import type { Result } from '../../api/types';
import { Button } from '../../design/Button';
import { CopyButton } from '../../design/CopyButton';
import { Panel } from '../../design/Panel';
import { save } from './save';
import styles from './Facts.module.css';

export function JsonPanel({ result }: { result: Result }) {
  const [open, setOpen] = useState(false);
  const text = JSON.stringify(result, null, 2);
  return (
    <Panel
      title="JSON"
      actions={
        <>
          <CopyButton text={text} />
          <Button
            small
            kind="quiet"
            icon="download"
            onClick={() =>
              save(new Blob([text], { type: 'application/json' }), `${result.image_id}.json`)
            }
          >
            Download
          </Button>
        </>
      }
    >
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>Everything that is known about it</summary>
        {open && (
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keyboard
          <pre className={styles.json} tabIndex={0}>
            {text}
          </pre>
        )}
      </details>
    </Panel>
  );
}
