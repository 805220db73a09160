// Where pictures are given: dropped, pasted, picked one by one or as a folder.

import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import { useUploadLimits } from '../../api/server';
import { Button } from '../../design/Button';
import { bytes } from '../../design/format';
import { pictures } from './files';
import { uploadQueue } from './queue';
import { useAddFiles } from './use-uploads';
import styles from './DropZone.module.css';

function UserField() {
  const [user, setUser] = useState(() => uploadQueue.userId ?? '');
  const wrong = user !== '' && !/^[A-Za-z0-9_.@:+=,|-]{1,128}$/.test(user);
  return (
    <label className={styles.user}>
      <span>For user</span>
      <input
        value={user}
        placeholder="nobody in particular"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong}
        onChange={(event) => {
          const typed = event.target.value.trim();
          setUser(typed);
          uploadQueue.userId = typed || null;
        }}
      />
      {wrong && <span role="alert">Letters, digits and - _ . @ : + = , | only.</span>}
    </label>
  );
}

export function DropZone() {
  const limits = useUploadLimits();
  const add = useAddFiles();
  const filePicker = useRef<HTMLInputElement>(null);
  const folderPicker = useRef<HTMLInputElement>(null);
  useEffect(() => folderPicker.current?.setAttribute('webkitdirectory', ''), []);

  const picked = (event: ChangeEvent<HTMLInputElement>, wholeFolder: boolean) => {
    const files = [...(event.target.files ?? [])];
    if (files.length > 0) add(wholeFolder ? pictures(files) : files);
    event.target.value = ''; // the same files may be picked again
  };

  return (
    <section className={styles.zone} aria-labelledby="send">
      <div className={styles.sun} aria-hidden="true" />
      <div className={styles.words}>
        <h1 id="send">Drop pictures anywhere</h1>
        <p>
          Each is looked at at once, on this server: what is on it, who, what is written, and
          whether it is safe to show. Paste works too.
        </p>
      </div>
      <div className={styles.actions}>
        <Button kind="primary" icon="upload" onClick={() => filePicker.current?.click()}>
          Choose pictures
        </Button>
        <Button icon="folder" onClick={() => folderPicker.current?.click()}>
          A folder
        </Button>
        <UserField />
      </div>
      <p className={styles.limits}>
        Up to {bytes(limits.bytes_max)} each ·{' '}
        {limits.types.map((type) => type.replace('image/', '').toUpperCase()).join(' ')}
      </p>
      <input
        ref={filePicker}
        type="file"
        multiple
        hidden
        aria-label="Pictures"
        accept={limits.types.join(',')}
        onChange={(event) => picked(event, false)}
      />
      <input
        ref={folderPicker}
        type="file"
        multiple
        hidden
        aria-label="Folder of pictures"
        onChange={(event) => picked(event, true)}
      />
    </section>
  );
}
