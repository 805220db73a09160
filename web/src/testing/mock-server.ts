// A server in memory for component tests. It answers as openapi.json says (contract.ts checks each
// answer), knows the results a test gives it, and remembers what it was asked.

import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { paths } from '../api/schema';
import type { Result } from '../api/types';
import { checkAnswer } from './contract';
import { serverInfo } from './samples';

export const results: Result[] = [];
export const asked: string[] = []; // "GET /results?q=dog"

// One mock of one operation: answers with what `make` gives, checked against the contract.
export function answers(
  method: 'GET' | 'POST' | 'DELETE',
  path: keyof paths,
  make: (request: Request, parameter: (name: string) => string) => [status: number, body?: object],
) {
  const pattern = `*${path.replace(/\{(\w+)\}/g, ':$1')}`;
  const on = { GET: http.get, POST: http.post, DELETE: http.delete }[method];
  return on(pattern, ({ request, params }) => {
    const url = new URL(request.url);
    asked.push(`${method} ${url.pathname}${url.search}`);
    const [status, body] = make(request, (name) => String(params[name] ?? ''));
    checkAnswer(method, path, status, body);
    if (body === undefined) return new HttpResponse(null, { status });
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    return new HttpResponse(JSON.stringify(body), { status, headers: { 'Content-Type': type } });
  });
}

export function problem(status: number, code: string, detail: string): [number, object] {
  return [status, { type: 'about:blank', title: code, status, code, detail }];
}

function page(request: Request): [number, object] {
  const query = new URL(request.url).searchParams;
  const wanted = results.filter((result) => {
    const words = `${result.key} ${result.labels?.map((label) => label.Name).join(' ') ?? ''}`;
    return (
      words.toLowerCase().includes((query.get('q') ?? '').toLowerCase()) &&
      (!query.get('status') || result.status === query.get('status'))
    );
  });
  const from = Number(query.get('cursor') ?? 0);
  const to = from + Number(query.get('limit') ?? 20);
  const items = wanted.slice(from, to);
  const nextCursor = to < wanted.length ? String(to) : null;
  return [200, { items, count: items.length, nextCursor }];
}

// From now on the API is the one that Terraform makes: three ways, and API Gateway's answer to others.
export function asOnAws() {
  const others = http.all('*', ({ request }) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return HttpResponse.json({ message: 'Missing Authentication Token' }, { status: 403 });
  });
  mockServer.use(uploadUrl, list, one, others);
}

const notThere = problem(404, 'ResultNotFound', 'There is no result of that image.');

const list = answers('GET', '/results', page);
const one = answers('GET', '/results/{image_id}', (_request, parameter) => {
  const found = results.find((result) => result.image_id === parameter('image_id'));
  return found ? [200, found] : notThere;
});
const uploadUrl = answers('POST', '/upload-url', () => [
  200,
  {
    uploadUrl: 'http://localhost:8080/heliograph-images/uploads/7/cat.jpg?signed',
    imageId: '7',
    bucket: 'heliograph-images',
    key: 'uploads/7/cat.jpg',
    expiresIn: 300,
    headers: { 'Content-Type': 'image/jpeg' },
  },
]);

export const mockServer = setupServer(
  answers('GET', '/server', () => [200, serverInfo]),
  list,
  one,
  answers('DELETE', '/results/{image_id}', (_request, parameter) => {
    const at = results.findIndex((result) => result.image_id === parameter('image_id'));
    if (at < 0) return notThere;
    results.splice(at, 1);
    return [204];
  }),
  uploadUrl,
);
