// One image: the picture with its marks, and everything that was found.

import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { usePicture } from '../../api/pictures';
import { useWorkflowState } from '../../api/progress';
import { fileNameOf, resultQuery } from '../../api/results';
import type { Result } from '../../api/types';
import { useFeed, usePolling } from '../../api/use-feed';
import { ButtonLink, IconButton } from '../../design/Button';
import { Empty } from '../../design/Empty';
import { Notice, ProblemNotice } from '../../design/Notice';
import { Page } from '../../design/Page';
import { Signal } from '../../design/Signal';
import { Time } from '../../design/Time';
import { Actions } from './Actions';
import { ColoursPanel } from './ColoursPanel';
import { FacesPanel } from './FacesPanel';
import { FilePanel } from './FilePanel';
import { JsonPanel } from './JsonPanel';
import { LabelsPanel } from './LabelsPanel';
import { MadePanel } from './MadePanel';
import { ModerationPanel } from './ModerationPanel';
import { useNeighbours } from './neighbours';
import { Stage } from './Stage';
import { TextPanel } from './TextPanel';
import { Toolbar } from './Toolbar';
import { useView } from './use-view';
import styles from './ImagePage.module.css';

function Neighbours({ imageId }: { imageId: string }) {
  const { newer, older } = useNeighbours(imageId);
  const navigate = useNavigate();
  const go = (id: string | undefined) => {
    if (id) navigate(`/images/${id}`, { replace: true });
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement;
    if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowLeft') go(newer);
    if (event.key === 'ArrowRight') go(older);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  if (!newer && !older) return null;
  return (
    <span className={styles.neighbours}>
      <IconButton icon="back" label="Newer (←)" disabled={!newer} onClick={() => go(newer)} />
      <IconButton icon="next" label="Older (→)" disabled={!older} onClick={() => go(older)} />
    </span>
  );
}

function Outcome({ result }: { result: Result }) {
  if (result.error) {
    const where = result.error.state ? ` in ${result.error.state}` : '';
    const title =
      result.status === 'REJECTED' ? 'This file was rejected' : `The workflow failed${where}`;
    return (
      <Notice tone="bad" title={title}>
        {result.error.message} <span className="mono">{result.error.code}</span>
      </Notice>
    );
  }
  if (result.status === 'LOW_CONFIDENCE') {
    return (
      <Notice tone="warn" title="Unsure">
        {result.labels?.length
          ? 'No label is as sure as this server asks for. Take them for guesses.'
          : 'No thing and no scene was recognised.'}
      </Notice>
    );
  }
  return null;
}

function Found({ result, name }: { result: Result; name: string }) {
  const view = useView(result);
  const url = usePicture(result, 'preview');
  const flags = result.moderation ?? [];
  return (
    <div className={styles.columns}>
      <div className={styles.picture}>
        <Stage result={result} view={view} name={name} url={url} />
        {result.labels && <Toolbar view={view} />}
      </div>
      <div className={styles.panels}>
        <Outcome result={result} />
        {result.labels && <LabelsPanel labels={result.labels} view={view} />}
        <FacesPanel faces={result.faces ?? []} view={view} url={url} hidden={flags.length > 0} />
        <TextPanel text={result.text ?? []} view={view} />
        {result.moderation && <ModerationPanel flags={flags} />}
        {result.properties && <ColoursPanel properties={result.properties} />}
        <FilePanel result={result} />
        {result.timings_ms && <MadePanel result={result} />}
        <JsonPanel result={result} />
      </div>
    </div>
  );
}

function Lead({ result }: { result: Result }) {
  const state = useWorkflowState(result.image_id, result.execution_arn);
  return (
    <span className={styles.lead}>
      <Neighbours imageId={result.image_id} />
      <Signal status={result.status} state={state} />
      <Time iso={result.created_at} />
      {result.user_id && <span>for {result.user_id}</span>}
    </span>
  );
}

// What was just sent may have no result for a moment.
const absentMs = 2_000;
const asksMax = 30;

function useResult(imageId: string) {
  const polling = usePolling();
  return useQuery({
    ...resultQuery(imageId),
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      if (data === null) return dataUpdateCount < asksMax && absentMs;
      return data?.status === 'PROCESSING' && polling;
    },
  });
}

// Whether the picture was deleted while it is looked at, here or elsewhere.
function useGone(imageId: string): boolean {
  const [gone, setGone] = useState<string>();
  useFeed('result', (change) => {
    if (change.deleted && change.image_id === imageId) setGone(imageId);
  });
  return gone === imageId;
}

export default function ImagePage() {
  const { imageId = '' } = useParams();
  const { data: result, error, isPending, refetch } = useResult(imageId);
  const gone = useGone(imageId);
  if (isPending) {
    return (
      <Page title="Image" wide>
        <div className={styles.bones} role="status" aria-label="The result is being read" />
      </Page>
    );
  }
  if (result === null) {
    return (
      <Page title="Image">
        <Empty
          title="There is no such image"
          action={
            <ButtonLink to="/" kind="primary">
              All images
            </ButtonLink>
          }
        >
          It may have been deleted, or its time was over. One that was just sent takes a moment.
        </Empty>
      </Page>
    );
  }
  if (!result) {
    return (
      <Page title="Image">
        <ProblemNotice
          error={error}
          title="The result cannot be read"
          retry={() => void refetch()}
        />
      </Page>
    );
  }
  const name = fileNameOf(result.key);
  return (
    <Page
      title={name}
      lead={<Lead result={result} />}
      wide
      actions={!gone && <Actions result={result} name={name} />}
    >
      {gone && (
        <Notice tone="warn" title="Deleted">
          This picture was deleted a moment ago. What is shown here is gone when you leave.
        </Notice>
      )}
      <Found key={imageId} result={result} name={name} />
    </Page>
  );
}
