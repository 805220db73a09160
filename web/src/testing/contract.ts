// The OpenAPI contract in tests: a mock may only answer what src/api/openapi.json allows, so that no
// test passes against an API that there is not.

import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { paths } from '../api/schema';
import document from '../../../src/api/openapi.json';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'openapi');

interface Operation {
  responses: Record<string, { $ref?: string; content?: Record<string, unknown> }>;
}

function pointer(...steps: string[]): string {
  const escaped = steps.map((step) =>
    encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  return `openapi#/${escaped.join('/')}`;
}

// Throws unless `body` is an answer that the document allows there.
export function checkAnswer(
  method: string,
  path: keyof paths,
  status: number,
  body: unknown,
): void {
  const operations = document.paths[path] as Record<string, Operation | undefined>;
  const operation = operations[method.toLowerCase()];
  if (!operation) throw new Error(`${method} ${path} is not in openapi.json`);
  const known = status in operation.responses;
  const steps = known
    ? ['paths', path, method.toLowerCase(), 'responses', String(status)]
    : ['components', 'responses', 'Problem'];
  const type = known ? 'application/json' : 'application/problem+json';
  if (known && !operation.responses[String(status)]?.content) return; // 204
  const check = ajv.compile({ $ref: pointer(...steps, 'content', type, 'schema') });
  if (!check(body)) {
    throw new Error(`${method} ${path} ${status}: ${ajv.errorsText(check.errors)}`);
  }
}
