import { ButtonLink } from '../design/Button';
import { Empty } from '../design/Empty';
import { Page } from '../design/Page';

export function NotFound() {
  return (
    <Page title="Nothing here">
      <Empty
        title="There is no page at this address"
        action={
          <ButtonLink to="/" kind="primary">
            All images
          </ButtonLink>
        }
      >
        The link may be mistyped, or from another version.
      </Empty>
    </Page>
  );
}
