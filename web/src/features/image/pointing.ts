// Handlers of a list's entry that stands for marks: pointing at it, or tabbing to it, lights them.

import type { View } from './use-view';

export function pointing(view: View, key: string) {
  return {
    onPointerEnter: () => view.pointAt(key),
    onPointerLeave: () => view.pointAt(null),
    onFocus: () => view.pointAt(key),
    onBlur: () => view.pointAt(null),
  };
}
