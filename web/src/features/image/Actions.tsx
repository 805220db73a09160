// What one can do with a picture: save it, delete it.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { forget } from '../../api/live-results';
import { fetchPicture, type Variant } from '../../api/pictures';
import { deleteResult } from '../../api/results';
import { Button } from '../../design/Button';
import { ConfirmDialog } from '../../design/Dialog';
import { ProblemNotice } from '../../design/Notice';
import { save } from './save';
import styles from './ImagePage.module.css';

function SaveButton({
  imageId,
  name,
  variant,
}: {
  imageId: string;
  name: string;
  variant: Variant;
}) {
  const saving = useMutation({
    mutationFn: () => fetchPicture(imageId, variant),
    onSuccess: (picture) =>
      save(picture, variant === 'original' ? name : name.replace(/(\.\w+)?$/, '.annotated.jpg')),
  });
  return (
    <Button icon="download" onClick={() => saving.mutate()} disabled={saving.isPending}>
      {saving.isError ? 'Not saved. Again?' : variant === 'original' ? 'Original' : 'With marks'}
    </Button>
  );
}

export function Actions({ imageId, name }: { imageId: string; name: string }) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const deleting = useMutation({
    mutationFn: () => deleteResult(imageId),
    onSuccess: () => {
      navigate('/');
      forget(client, imageId);
    },
  });
  return (
    <div className={styles.actions}>
      <SaveButton imageId={imageId} name={name} variant="original" />
      <SaveButton imageId={imageId} name={name} variant="annotated" />
      <Button kind="danger" icon="trash" onClick={() => setAsking(true)}>
        Delete
      </Button>
      {asking && (
        <ConfirmDialog
          title="Delete this picture?"
          action={deleting.isPending ? 'Deleting…' : 'Delete'}
          busy={deleting.isPending}
          onConfirm={() => deleting.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>{name} and everything that was found on it go for good.</p>
          {deleting.isError && <ProblemNotice error={deleting.error} title="It is still there" />}
        </ConfirmDialog>
      )}
    </div>
  );
}
