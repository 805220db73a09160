// Axes: round numbers and readable times.

const steps = [1, 2, 2.5, 5, 10];
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

// The least round number that is not less.
export function niceTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = steps.find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}

export function ticksOf(most: number): number[] {
  return [0, most / 2, most];
}

export function sliceLabel(begin: number, days: boolean): string {
  return (days ? dayAndClock : clock).format(begin);
}
