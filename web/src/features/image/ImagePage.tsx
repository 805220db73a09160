import { Page } from '../../design/Page';
export default function ImagePage() {
  return <Page title="Image">…</Page>;
}
