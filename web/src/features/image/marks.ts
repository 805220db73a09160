// Marks: everything that has a place on the picture, as one list: objects, faces, lines of text.

import type { BoundingBox, FaceDetail, Result } from '../../api/types';

export type Kind = 'object' | 'face' | 'text';
export const kinds: readonly Kind[] = ['object', 'face', 'text'];

export interface Mark {
  key: string; // "object:Dog:0", "face:0", "text:3"
  kind: Kind;
  name: string;
  confidence: number;
  box: BoundingBox; // parts of the picture
  polygon?: { X: number; Y: number }[];
  landmarks?: NonNullable<FaceDetail['Landmarks']>;
}

export function objectKey(label: string, instance: number): string {
  return `object:${label}:${instance}`;
}

function objectMarks(labels: Result['labels'] = []): Mark[] {
  return labels.flatMap((label) =>
    (label.Instances ?? []).flatMap(({ BoundingBox: box, Confidence }, index): Mark[] =>
      box
        ? [
            {
              key: objectKey(label.Name, index),
              kind: 'object',
              name: label.Name,
              confidence: Confidence ?? label.Confidence,
              box,
            },
          ]
        : [],
    ),
  );
}

function faceMarks(faces: Result['faces'] = []): Mark[] {
  return faces.map((face, index) => ({
    key: `face:${index}`,
    kind: 'face',
    name: `Face ${index + 1}`,
    confidence: face.Confidence,
    box: face.BoundingBox,
    landmarks: face.Landmarks ?? [],
  }));
}

function textMarks(text: Result['text'] = []): Mark[] {
  return text
    .filter((detection) => detection.Type === 'LINE')
    .map((line) => ({
      key: `text:${line.Id}`,
      kind: 'text',
      name: line.DetectedText,
      confidence: line.Confidence,
      box: line.Geometry.BoundingBox,
      polygon: line.Geometry.Polygon,
    }));
}

// Large ones first: they are drawn below, so that small ones inside can be pointed at.
export function marksOf(result: Result): Mark[] {
  const area = ({ box }: Mark) => box.Width * box.Height;
  const marks = [
    ...objectMarks(result.labels),
    ...faceMarks(result.faces),
    ...textMarks(result.text),
  ];
  return marks.sort((a, b) => area(b) - area(a));
}
