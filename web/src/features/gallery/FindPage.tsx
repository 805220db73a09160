// Find: the gallery with filters, which stand in the page's address.

import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Empty } from '../../design/Empty';
import { Page } from '../../design/Page';
import { filterOf } from './filter';
import { Filters } from './Filters';
import { ResultPages } from './ResultPages';

export default function FindPage() {
  const [search] = useSearchParams();
  const filter = useMemo(() => filterOf(search), [search]);
  return (
    <Page title="Find" wide>
      <Filters />
      <section aria-label="Results" aria-live="polite">
        <ResultPages
          key={JSON.stringify(filter)}
          filter={filter}
          label="Results that match"
          empty={
            <Empty title="Nothing matches">
              {filter.from && filter.to && filter.from >= filter.to
                ? '“From” is later than “To”, and no day is both.'
                : 'Try fewer words, a lower confidence or a longer time. Labels are singular English names: Dog, Car, Person.'}
            </Empty>
          }
        />
      </section>
    </Page>
  );
}
