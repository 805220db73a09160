import { createBrowserRouter, type RouteObject } from 'react-router-dom';
import { NotFound } from './NotFound';
import { pages } from './pages';
import { RouteProblem } from './RouteProblem';
import { Shell } from './Shell';

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <RouteProblem />,
    hydrateFallbackElement: <></>,
    children: [
      ...pages.map(({ path, load }) => ({
        path,
        errorElement: <RouteProblem />,
        lazy: async () => ({ Component: (await load()).default }),
      })),
      { path: '*', element: <NotFound /> },
    ],
  },
];

// What the next version does by itself.
const future = {
  v7_relativeSplatPath: true,
  v7_fetcherPersist: true,
  v7_normalizeFormMethod: true,
  v7_partialHydration: true,
  v7_skipActionErrorRevalidation: true,
};

export function makeRouter() {
  return createBrowserRouter(routes, { basename: '/app', future });
}
