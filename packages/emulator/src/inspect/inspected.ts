/** What the inspection API looks at and steers. */
import type { Emulator } from '../emulator.ts';
import type { LinkTraffic } from '../network/links.ts';

export interface Inspected {
  readonly emulator: Omit<Emulator, 'listen'>;
  /** What each link carries; undefined where no network runs. */
  readonly links: (() => readonly LinkTraffic[]) | undefined;
}
