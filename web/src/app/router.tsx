import { createBrowserRouter, type RouteObject } from 'react-router-dom';
import { NotFound } from './NotFound';
import { pages } from './pages';
import { RouteProblem } from './RouteProblem';
import { Shell } from './Shell';

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <RouteProblem />,
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

export function makeRouter() {
  return createBrowserRouter(routes, { basename: '/app' });
}
