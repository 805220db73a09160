// Notice: what went wrong or is worth knowing, in a sentence, and what to do next. ProblemNotice
// makes one of any error.

import type { ReactNode } from 'react';
import { problemOf } from '../api/problem';
import { Button } from './Button';
import { classes } from './classes';
import { Icon } from './Icon';
import styles from './Notice.module.css';

interface NoticeProps {
  tone?: 'calm' | 'warn' | 'bad';
  title?: string;
  children: ReactNode;
  action?: ReactNode;
}

export function Notice({ tone = 'calm', title, children, action }: NoticeProps) {
  return (
    <div
      className={classes(styles.notice, styles[tone])}
      role={tone === 'bad' ? 'alert' : 'status'}
    >
      {tone !== 'calm' && <Icon name="warning" />}
      <div className={styles.words}>
        {title && <strong>{title}</strong>}
        <div>{children}</div>
      </div>
      {action}
    </div>
  );
}

export function ProblemNotice({
  error,
  title,
  retry,
}: {
  error: unknown;
  title?: string;
  retry?: () => void;
}) {
  const problem = problemOf(error);
  return (
    <Notice
      tone="bad"
      {...(title && { title })}
      action={
        retry && (
          <Button small icon="retry" onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      {problem.message}
      {problem.requestId && problem.status >= 500 && (
        <span className={styles.request}> Request {problem.requestId}</span>
      )}
    </Notice>
  );
}
