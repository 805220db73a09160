import type { ComponentProps } from 'react';
import { Link, type LinkProps } from 'react-router-dom';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';
import styles from './Button.module.css';

interface Look {
  kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  icon?: IconName;
  small?: boolean;
}

function look({ kind = 'plain', small }: Look, ...others: (string | undefined)[]) {
  return classes(styles.button, styles[kind], small && styles.small, ...others);
}

export function Button({
  kind,
  icon,
  small,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & Look) {
  const given: Look = { ...(kind && { kind }), ...(small && { small }) };
  return (
    <button type="button" {...rest} className={look(given, className)}>
      {icon && <Icon name={icon} size={small ? 15 : 17} />}
      {children}
    </button>
  );
}

// A button that is only an icon; `label` is what it does.
export function IconButton({
  icon,
  label,
  className,
  size = 18,
  ...rest
}: Omit<ComponentProps<'button'>, 'children'> & { icon: IconName; label: string; size?: number }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={classes(styles.iconButton, className)}
    >
      <Icon name={icon} size={size} />
    </button>
  );
}

// A link that looks like a button.
export function ButtonLink({ kind, icon, small, className, children, ...rest }: LinkProps & Look) {
  const given: Look = { ...(kind && { kind }), ...(small && { small }) };
  return (
    <Link {...rest} className={look(given, className)}>
      {icon && <Icon name={icon} size={small ? 15 : 17} />}
      {children}
    </Link>
  );
}
