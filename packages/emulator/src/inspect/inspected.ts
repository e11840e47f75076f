/** What the inspection API looks at and steers. */
import type { EmulatedCloud } from '../emulated-cloud.ts';
import type { LinkTraffic } from '../network/links.ts';
import type { Network } from '../network/network.ts';

export interface Inspected {
  readonly emulator: EmulatedCloud;
  /** What each link carries; undefined where no network runs. */
  readonly links: (() => readonly LinkTraffic[]) | undefined;
  /** Where dials arrive; undefined where no network runs. */
  readonly network: Pick<Network, 'resolve' | 'route'> | undefined;
  /** The authority (PEM) of the certificate that HTTPS shows. */
  ca(): Promise<string>;
}
