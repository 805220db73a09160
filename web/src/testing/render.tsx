// Renders the routes at an address, as a browser would open it, without the network.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { App } from '../app/App';
import { routes } from '../app/router';

// The whole page: openPage('/images/7').
export function openPage(address: string) {
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  return {
    user: userEvent.setup(),
    router,
    ...render(
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>,
    ),
  };
}

// As main.tsx does: with the live feed, and polling where there is none.
export function openWhole(address: string) {
  window.history.pushState({}, '', `/app${address}`);
  return { user: userEvent.setup(), ...render(<App />) };
}

// What axe finds, in words; colours need a real browser (tests/e2e).
export async function violations(root: Element): Promise<string[]> {
  const found = await axe.run(root, {
    rules: { 'color-contrast': { enabled: false } },
    iframes: false,
  });
  return found.violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`,
  );
}
