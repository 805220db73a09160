import { createBrowserRouter, type RouteObject } from 'react-router-dom';
import { NotFound } from './NotFound';
import { pages } from './pages';
import { RouteProblem } from './RouteProblem';
import { Shell } from './Shell';
import { WholeApiOnly } from './WholeApiOnly';

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <RouteProblem />,
    hydrateFallbackElement: <></>,
    children: [
      ...pages.map(({ path, load, wholeApi }) => ({
        path,
        errorElement: <RouteProblem />,
        lazy: async () => {
          const { default: Content } = await load();
          const content = <Content />;
          return { element: wholeApi ? <WholeApiOnly>{content}</WholeApiOnly> : content };
        },
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
