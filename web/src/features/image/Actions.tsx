// What one can do with a picture: see how it was analysed, analyse it again, save it, delete it.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { forget } from '../../api/live-results';
import { fetchPicture, type Variant } from '../../api/pictures';
import { useWholeApi } from '../../api/server';
import { analyseAgain, deleteResult, resultQuery } from '../../api/results';
import type { Result } from '../../api/types';
import { Button, ButtonLink } from '../../design/Button';
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

function AgainButton({ result }: { result: Result }) {
  const client = useQueryClient();
  const key = resultQuery(result.image_id).queryKey;
  const beginning = useMutation({
    mutationFn: () => analyseAgain(result.image_id),
    onSuccess: ({ execution_arn }) =>
      client.setQueryData(
        key,
        (known) => known && { ...known, status: 'PROCESSING' as const, execution_arn },
      ),
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
  const busy = beginning.isPending || result.status === 'PROCESSING';
  return (
    <>
      <Button icon="replay" onClick={() => beginning.mutate()} disabled={busy}>
        {busy ? 'Analysing…' : 'Analyse again'}
      </Button>
      {beginning.isError && <ProblemNotice error={beginning.error} title="Not analysed again" />}
    </>
  );
}

export function Actions({ result, name }: { result: Result; name: string }) {
  const { image_id: imageId, execution_arn: arn } = result;
  const whole = useWholeApi();
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
  if (!whole) return null;
  return (
    <div className={styles.actions}>
      {arn && (
        <ButtonLink to={`/executions/${encodeURIComponent(arn)}`} icon="flow">
          Execution
        </ButtonLink>
      )}
      <AgainButton result={result} />
      <SaveButton imageId={imageId} name={name} variant="original" />
      {result.labels && <SaveButton imageId={imageId} name={name} variant="annotated" />}
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
