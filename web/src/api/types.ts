// The contract's shapes by their names; schema.d.ts is made from src/api/openapi.json.

import type { components } from './schema';

export type Schemas = components['schemas'];
export type Result = Schemas['Result'];
export type Status = Result['status'];
export type Label = Schemas['Label'];
export type FaceDetail = Schemas['FaceDetail'];
export type TextDetection = Schemas['TextDetection'];
export type BoundingBox = Schemas['BoundingBox'];
export type Exif = Schemas['Exif'];
export type ServerInfo = Schemas['ServerInfo'];
export type UploadUrl = Schemas['UploadUrl'];
export type Execution = Schemas['Execution'];
export type ExecutionDetail = Schemas['ExecutionDetail'];
export type HistoryEvent = Schemas['HistoryEvent'];
export type Stats = Schemas['Stats'];
export type Spread = Schemas['Spread'];
export type Settings = Schemas['Settings'];

export const statuses: readonly Status[] = [
  'PROCESSING',
  'COMPLETED',
  'LOW_CONFIDENCE',
  'REJECTED',
  'FAILED',
];
