/** When each link came up, so that its time stands still from then on. */
import { type Link, linkKey } from '@asm-privatelink/console/links';

/** Milliseconds from the start, by link; absent while it is not up. */
export type Timeline = ReadonlyMap<string, number>;

/** A link that is up keeps the time at which it came up; one that is not, or not any more, has none. */
export function advance(timeline: Timeline, links: readonly Link[], atMs: number): Timeline {
  return new Map(
    links.flatMap((link) => (link.up ? [[linkKey(link), timeline.get(linkKey(link)) ?? atMs] as const] : [])),
  );
}

/** `0.8 s`, `12 s`, `3:05`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
