// Before every test file: the mock server, and what jsdom does not have.

import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { signIn } from '../api/key';
import { asked, mockServer, results } from './mock-server';

class NoResizeObserver implements ResizeObserver {
  observe() {
    /* nothing has a size here */
  }
  unobserve() {
    /* as above */
  }
  disconnect() {
    /* as above */
  }
}

vi.stubGlobal('ResizeObserver', NoResizeObserver);
vi.stubGlobal('scrollTo', () => undefined);
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
// Whatever is measured has the size of a window.
Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 1024, 768);
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollIntoView = () => undefined;
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.open = true;
};
URL.createObjectURL = () => 'blob:test';
URL.revokeObjectURL = () => undefined;

// Nothing is decided by how fast a machine is.
configure({ asyncUtilTimeout: 30_000 });

beforeAll(() => mockServer.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => signIn('', false));
afterEach(() => {
  cleanup();
  mockServer.resetHandlers();
  results.length = 0;
  asked.length = 0;
  window.localStorage.clear();
  window.sessionStorage.clear();
});
afterAll(() => mockServer.close());
