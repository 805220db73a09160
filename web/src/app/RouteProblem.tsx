// What is shown in place of a page that broke, or could not be loaded.

import { useRouteError } from 'react-router-dom';
import { Button } from '../design/Button';
import { Page } from '../design/Page';

// A lazy page whose file is gone: the server was updated while this page was open.
function isOldPage(error: unknown): boolean {
  return error instanceof TypeError && /import|module/i.test(error.message);
}

export function RouteProblem() {
  const error = useRouteError();
  const old = isOldPage(error);
  return (
    <Page title={old ? 'There is a newer version' : 'This page broke'}>
      {old ? (
        <p>
          This part of the page could not be loaded. Either the server was updated while the page
          was open, or it does not answer. Loading the page again gets the current one.
        </p>
      ) : (
        <>
          <p>
            The server’s answer is not what this page expects, or the page has a fault. What was
            queued goes on. If loading again does not help, report these words:
          </p>
          <p className="mono">{error instanceof Error ? error.message : String(error)}</p>
        </>
      )}
      <div>
        <Button kind="primary" icon="retry" onClick={() => window.location.reload()}>
          Load again
        </Button>
      </div>
    </Page>
  );
}
