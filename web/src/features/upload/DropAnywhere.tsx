// Takes files dropped on, or pasted into, any page.

import { useEffect, useEffectEvent, useState } from 'react';
import { Icon } from '../../design/Icon';
import { carriesFiles, filesOf } from './files';
import { uploadQueue } from './queue';
import { useAddFiles } from './use-uploads';
import styles from './DropAnywhere.module.css';

export function DropAnywhere() {
  const [over, setOver] = useState(false);
  const add = useAddFiles();

  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
    event.preventDefault();
    filesOf(event.dataTransfer).then(add, () =>
      uploadQueue.say('What was dropped could not be read. It may be protected, or moved away.'),
    );
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return; // text goes where it was meant to
    event.preventDefault();
    add(files);
  });

  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (!event.relatedTarget) setOver(false); // left the window
    };
    const drop = (event: DragEvent) => onDrop(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, []);

  if (!over) return null;
  return (
    <div className={styles.veil} aria-hidden="true">
      <div className={styles.sign}>
        <Icon name="upload" size={34} />
        Let go to send
      </div>
    </div>
  );
}
