// What tests show: results as the server gives them.

import type { Result, ServerInfo } from '../api/types';

export const serverInfo: ServerInfo = {
  version: '0.1.0',
  project: 'heliograph',
  environment: 'test',
  region: 'us-east-1',
  key_required: false,
  confidence_threshold: 80,
  upload: {
    bytes_max: 1_000_000,
    pixels_max: 100_000_000,
    side_px_max: 10_000,
    url_expires_in: 300,
    types: ['image/jpeg', 'image/png'],
  },
  retention_days: { results: 90, executions: 90, events: 30, logs: 14 },
};

export function sampleResult(change: Partial<Result> = {}): Result {
  const image_id = change.image_id ?? 'i1';
  return {
    image_id,
    status: 'COMPLETED',
    bucket: 'heliograph-images',
    key: `uploads/${image_id}/beach.jpg`,
    version_id: 'v1',
    created_at: '2026-11-25T10:00:00.000Z',
    updated_at: '2026-11-25T10:00:01.000Z',
    image: {
      format: 'jpeg',
      width_px: 640,
      height_px: 480,
      size_bytes: 123_456,
      sha256: 'ab'.repeat(32),
      exif: { camera_model: 'X100', gps: { latitude_deg: 52.5, longitude_deg: 13.4 } },
    },
    confidence: 99,
    labels: [
      {
        Name: 'Dog',
        Confidence: 97,
        Instances: [
          { BoundingBox: { Left: 0.1, Top: 0.2, Width: 0.3, Height: 0.4 }, Confidence: 96 },
          { BoundingBox: { Left: 0.6, Top: 0.2, Width: 0.2, Height: 0.4 }, Confidence: 55 },
        ],
        Parents: [{ Name: 'Animal' }],
        Categories: [{ Name: 'Animals and Pets' }],
      },
      {
        Name: 'Animal',
        Confidence: 99,
        Parents: [],
        Categories: [{ Name: 'Animals and Pets' }],
      },
    ],
    faces: [
      {
        BoundingBox: { Left: 0.4, Top: 0.1, Width: 0.1, Height: 0.2 },
        Confidence: 99,
        AgeRange: { Low: 20, High: 30 },
        Smile: { Value: true, Confidence: 95 },
        Gender: { Value: 'Female', Confidence: 80 },
        Emotions: [{ Type: 'HAPPY', Confidence: 92 }],
        Landmarks: [{ Type: 'nose', X: 0.45, Y: 0.2 }],
      },
    ],
    text: [
      {
        DetectedText: 'NO SWIMMING',
        Type: 'LINE',
        Id: 0,
        Confidence: 98,
        Geometry: {
          BoundingBox: { Left: 0.1, Top: 0.8, Width: 0.4, Height: 0.1 },
          Polygon: [
            { X: 0.1, Y: 0.8 },
            { X: 0.5, Y: 0.8 },
            { X: 0.5, Y: 0.9 },
            { X: 0.1, Y: 0.9 },
          ],
        },
      },
    ],
    moderation: [],
    properties: {
      Quality: { Brightness: 60, Sharpness: 70, Contrast: 50 },
      DominantColors: [
        { HexCode: '#3366aa', CSSColor: 'steelblue', SimplifiedColor: 'blue', PixelPercent: 60 },
      ],
    },
    execution_arn: 'arn:aws:states:us-east-1:000000000000:execution:image-pipeline:e1',
    models: { 'coco-ssd': '1.0.6' },
    timings_ms: { probe: 1, decode: 7, labels: 24, text: 100, total: 109 },
    ...change,
  };
}
