import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// The server that `npm run dev` sends everything to but the page itself.
const server = process.env.HELIO_SERVER ?? 'http://127.0.0.1:8080';

// Fonts that are asked for together with the page are there before it is drawn: nothing moves.
function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((name) => name.endsWith('.woff2'))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', href: `/app/${name}`, as: 'font', crossorigin: true },
            injectTo: 'head' as const,
          })),
    },
  };
}

export default defineConfig({
  base: '/app/',
  plugins: [react(), preloadFonts()],
  build: {
    outDir: process.env.HELIO_PAGE_OUT ?? '../build/web/dist',
    emptyOutDir: true,
    target: 'es2022',
    // Everything is a file of its own: the Content-Security-Policy allows no inline anything.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    strictPort: true,
    // The host's name stays as it is, so that upload URLs come back to this address too.
    proxy: { '^/(?!app(/|$))': { target: server, changeOrigin: false } },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:8080/app/' } },
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    css: false,
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    minWorkers: 1,
  },
});
