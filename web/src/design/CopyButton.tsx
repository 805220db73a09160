// Copies a text, and says that it did. `of`: what it copies, for who does not see where it stands.

import { useEffect, useState } from 'react';
import { Button } from './Button';

export function CopyButton({ text, of }: { text: string; of?: string }) {
  const [said, setSaid] = useState<'' | 'Copied' | 'Not allowed'>('');
  useEffect(() => {
    if (!said) return;
    const timer = window.setTimeout(() => setSaid(''), 1600);
    return () => window.clearTimeout(timer);
  }, [said]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Not allowed'),
    );
  };
  return (
    <Button small kind="quiet" icon={said === 'Copied' ? 'check' : 'copy'} onClick={copy}>
      <span aria-live="polite">{said || 'Copy'}</span>
      {of && <span className="unseen"> {of}</span>}
    </Button>
  );
}
