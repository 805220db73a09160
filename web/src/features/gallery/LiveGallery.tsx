// All results, newest first, as they come.

import { Empty } from '../../design/Empty';
import { ResultPages } from './ResultPages';

const everything = {};

export function LiveGallery() {
  return (
    <section aria-label="Results">
      <ResultPages
        filter={everything}
        label="Results, newest first"
        empty={
          <Empty title="Nothing sent yet">
            Drop a picture anywhere on this page. A moment later it is here, with what was found on
            it.
          </Empty>
        }
      />
    </section>
  );
}
