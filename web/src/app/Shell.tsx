// The frame around every page: name, navigation, the state of the live feed, light and dark; and
// the uploads, which go on whichever page is open.

import { Suspense, useEffect, useRef } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router-dom';
import { useWholeApi } from '../api/server';
import { IconButton } from '../design/Button';
import { classes } from '../design/classes';
import { Icon } from '../design/Icon';
import { switchTheme, useTheme } from '../design/theme';
import { DropAnywhere } from '../features/upload/DropAnywhere';
import { UploadTray } from '../features/upload/UploadTray';
import { LiveState } from './LiveState';
import { pages } from './pages';
import styles from './Shell.module.css';

function Nav() {
  const whole = useWholeApi();
  return (
    <nav className={styles.nav} aria-label="Pages">
      {pages.map(
        ({ path, nav, load, wholeApi }) =>
          nav &&
          (whole || !wholeApi) && (
            <NavLink
              key={path}
              to={`/${path}`}
              end={path === ''}
              className={({ isActive }) => classes(styles.link, isActive && styles.active)}
              onPointerEnter={() => void load().catch(() => undefined)}
            >
              <Icon name={nav.icon} />
              <span>{nav.label}</span>
            </NavLink>
          ),
      )}
    </nav>
  );
}

// A new page begins at its beginning for the keyboard and the screen reader too, unless what was
// pressed is still there to be pressed again.
function useFocusOnNewPage() {
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    if (content.current?.contains(document.activeElement)) return;
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  return content;
}

export function Shell() {
  const content = useFocusOnNewPage();
  const theme = useTheme();
  const loading = useNavigation().state === 'loading';
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        To the content
      </a>
      <header className={styles.bar}>
        <NavLink to="/" className={classes(styles.name)} aria-label="Heliograph, all images">
          <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
            <circle cx="16" cy="16" r="7" />
            <path d="M16 2v4M16 26v4M2 16h4M26 16h4M6.100 6.100l2.800 2.800M23.100 23.100l2.800 2.800M6.100 25.900l2.800-2.800M23.100 8.900l2.800-2.800" />
          </svg>
          <span>Heliograph</span>
        </NavLink>
        <Nav />
        <div className={styles.tools}>
          <LiveState />
          <IconButton
            icon={theme === 'dark' ? 'sun' : 'moon'}
            label={theme === 'dark' ? 'Light colours' : 'Dark colours'}
            onClick={switchTheme}
          />
        </div>
        {loading && <span className={styles.loading} role="progressbar" aria-label="Loading" />}
      </header>
      <main id="content" ref={content} tabIndex={-1} className={styles.content}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      <UploadTray />
      <DropAnywhere />
      <ScrollRestoration />
    </div>
  );
}
