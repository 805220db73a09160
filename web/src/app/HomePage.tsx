// The first page: send pictures, and watch what comes of them.

import { LiveGallery } from '../features/gallery/LiveGallery';
import { DropZone } from '../features/upload/DropZone';
import styles from './HomePage.module.css';

export default function HomePage() {
  return (
    <div className={styles.home}>
      <DropZone />
      <LiveGallery />
    </div>
  );
}
