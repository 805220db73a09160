// Numbers, sizes and times as people read them. Times are shown in the reader's own zone.

const numbers = new Intl.NumberFormat('en');
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

export function count(value: number): string {
  return numbers.format(value);
}

// 1 image, 2 images
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

// How long something is kept that a setting of 0 days keeps for good.
export function keptFor(days: number): string {
  return days > 0 ? plural(days, 'day') : 'for ever';
}

// 1_234_567 -> "1.2 MB"; decimal, as disks and the server's limits are.
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let rest = value;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${unit > 0 && rest < 9.95 ? rest.toFixed(1) : Math.round(rest)} ${units[unit] ?? ''}`;
}

export function percent(value: number): string {
  return `${value >= 99.5 && value < 100 ? 99 : Math.round(value)} %`;
}

export function milliseconds(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  if (value >= 1000) return `${(value / 1000).toFixed(2)} s`;
  return value >= 10 ? `${Math.round(value)} ms` : `${value.toFixed(1)} ms`;
}

export function fullTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : full.format(time);
}

// "just now", "5 minutes ago", "yesterday, 14:05", "12 Nov 2026, 14:05"
export function timeAgo(iso: string, now = Date.now()): string {
  const time = new Date(iso);
  const seconds = Math.round((time.getTime() - now) / 1000);
  if (Number.isNaN(seconds)) return iso;
  const past = Math.abs(seconds);
  if (past < 45) return 'just now';
  if (past < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (past < 20 * 3600) return relative.format(Math.round(seconds / 3600), 'hour');
  if (past < 44 * 3600) return `yesterday, ${clock.format(time)}`;
  return `${day.format(time)}, ${clock.format(time)}`;
}
