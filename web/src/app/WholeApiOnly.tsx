// In place of a page that shows what only `helio serve` has, where the API is AWS's.

import type { ReactNode } from 'react';
import { useWholeApi } from '../api/server';
import { ButtonLink } from '../design/Button';
import { Empty } from '../design/Empty';
import { Page } from '../design/Page';

export function WholeApiOnly({ children }: { children: ReactNode }) {
  if (useWholeApi()) return children;
  return (
    <Page title="In AWS’s console">
      <Empty
        title="This deployment keeps it elsewhere"
        action={
          <ButtonLink to="/" kind="primary">
            All images
          </ButtonLink>
        }
      >
        Here are uploads and their results. Executions are in Step Functions, numbers in
        CloudWatch’s dashboard, settings in Terraform’s variables.
      </Empty>
    </Page>
  );
}
