import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-router-dom';
import { feed } from '../api/feed';
import { useSignIn } from '../api/key';
import { useLiveResults } from '../api/live-results';
import { readAnew } from '../api/pages';
import { followProgress } from '../api/progress';
import { SignInPage } from '../features/sign-in/SignInPage';
import { makeQueryClient } from './queries';
import { makeRouter } from './router';

// What goes on whichever page is open.
function Live() {
  useLiveResults();
  useEffect(() => {
    const ends = [followProgress(), feed.start()];
    return () => ends.forEach((end) => end());
  }, []);
  // What was refused before is asked again.
  const { times } = useSignIn();
  const client = useQueryClient();
  useEffect(() => {
    if (times === 0) return;
    feed.reconnect();
    void readAnew(client);
  }, [client, times]);
  return null;
}

function Signed({ router }: { router: ReturnType<typeof makeRouter> }) {
  const { needed } = useSignIn();
  // The page stays beneath, so that nothing typed or queued is lost.
  return (
    <>
      <div inert={needed}>
        <RouterProvider router={router} future={{ v7_startTransition: true }} />
      </div>
      {needed && <SignInPage />}
    </>
  );
}

export function App() {
  const [client] = useState(makeQueryClient);
  const [router] = useState(makeRouter);
  return (
    <QueryClientProvider client={client}>
      <Live />
      <Signed router={router} />
    </QueryClientProvider>
  );
}
