// Where there is nothing (yet): what would be here, and how it comes here.

import type { ReactNode } from 'react';
import styles from './Empty.module.css';

export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 96 38" width="96" height="38" aria-hidden="true">
        <path className={styles.disc} d="M34 36a14 14 0 0 1 28 0z" />
        <path
          className={styles.rays}
          d="M48 14V6M29.600 21.400l-5.700-5.700M66.400 21.400l5.700-5.700M22 36H4M92 36H74"
        />
      </svg>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
