// What stands where results will be.

import styles from './ResultGrid.module.css';

export function RowSkeleton({ columns }: { columns: number }) {
  return Array.from({ length: columns }, (_, index) => (
    <div key={index} className={styles.bone} aria-hidden="true" />
  ));
}

export function GridSkeleton() {
  return (
    <div className={styles.skeletons} role="status" aria-label="Results are being read">
      <RowSkeleton columns={12} />
    </div>
  );
}
