// The page's icons: 24 units, strokes of the text's colour. Decorative: the words beside them, or
// the button's label, say what they mean.

import styles from './Icon.module.css';

const paths = {
  images: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
  upload: 'M12 16V4m0 0 5 5m-5-5L7 9M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm9 2-4-4',
  flow: 'M4 4.500h5v4H4zM4 15.500h5v4H4zM15 10h5v4h-5zM9 6.500h1.500a2 2 0 0 1 2 2V10a2 2 0 0 0 2 2h.5M9 17.500h1.500a2 2 0 0 0 2-2V14a2 2 0 0 1 2-2h.5',
  dashboard: 'M4 20V10m5.3 10V4m5.4 16v-7M20 20V8',
  settings:
    'M4 7h9m4 0h3M4 17h3m4 0h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-6 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-13v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4',
  moon: 'M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5Z',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  replay: 'M4 5v5h5M4.500 10A8 8 0 1 1 4 13.500M10.500 9v6l5-3z',
  retry: 'M4 12a8 8 0 0 1 14-5.3L20 9m0-5v5h-5m5 3a8 8 0 0 1-14 5.3L4 15m0 5v-5h5',
  warning: 'M12 4 2.8 20h18.4L12 4Zm0 6v4.5m0 2.7v.01',
  face: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9 10v.01M15 10v.01M8.5 14.5c2 2 5 2 7 0',
  text: 'M5 7V5h14v2M12 5v14m-2.5 0h5',
  box: 'M4 8V5a1 1 0 0 1 1-1h3m8 0h3a1 1 0 0 1 1 1v3m0 8v3a1 1 0 0 1-1 1h-3m-8 0H5a1 1 0 0 1-1-1v-3',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  download: 'M12 4v12m0 0 5-5m-5 5-5-5M4 20h16',
  trash: 'M4 7h16M9 7V4h6v3m-8.5 0 1 13h9l1-13M10 11v5m4-5v5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 2.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  hidden:
    'M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-3 3.7M6.2 7.6A15.600 15.600 0 0 0 2.500 12S6 18.500 12 18.500a9.500 9.500 0 0 0 4-.9',
  back: 'M15 5l-7 7 7 7',
  next: 'm9 5 7 7-7 7',
  pin: 'M12 21s7-6.200 7-11.500A7 7 0 0 0 5 9.500C5 14.800 12 21 12 21Zm0-9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z',
  folder:
    'M3 6.500A1.500 1.500 0 0 1 4.500 5H9l2 2.500h8.500A1.500 1.500 0 0 1 21 9v8.500a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 17.500z',
  key: 'M14.500 13.500a4.500 4.500 0 1 0-4.300-3.200L3.500 17v3.500H7V18h2.500v-2.500L11.700 13.300a4.500 4.500 0 0 0 2.800.2ZM16 8v.01',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={styles.icon}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
