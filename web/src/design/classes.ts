// Class names that may be missing: classes(styles.card, open && styles.open).
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
