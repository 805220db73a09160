// The list of pages: its address under /app/, its name and icon where it stands in the navigation,
// and the file that is loaded when it is opened; `wholeApi`: AWS has not what it shows. A new page is
// one entry here.

import type { ComponentType } from 'react';
import type { IconName } from '../design/Icon';

interface PageEntry {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  wholeApi?: true;
  nav?: { label: string; icon: IconName };
}

export const pages: PageEntry[] = [
  {
    path: '',
    load: () => import('./HomePage'),
    nav: { label: 'Images', icon: 'images' },
  },
  {
    path: 'find',
    load: () => import('../features/gallery/FindPage'),
    nav: { label: 'Find', icon: 'search' },
  },
  { path: 'images/:imageId', load: () => import('../features/image/ImagePage') },
  {
    path: 'executions',
    load: () => import('../features/execution/ExecutionsPage'),
    nav: { label: 'Workflow', icon: 'flow' },
    wholeApi: true,
  },
  {
    path: 'executions/:arn',
    load: () => import('../features/execution/ExecutionPage'),
    wholeApi: true,
  },
  {
    path: 'dashboard',
    load: () => import('../features/dashboard/DashboardPage'),
    nav: { label: 'Dashboard', icon: 'dashboard' },
    wholeApi: true,
  },
  {
    path: 'settings',
    load: () => import('../features/settings/SettingsPage'),
    nav: { label: 'Settings', icon: 'settings' },
    wholeApi: true,
  },
];
