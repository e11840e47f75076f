/** The words in the picture, which a page gives in its reader's language. */
import type { Health } from './schema.ts';

export interface Vocabulary {
  readonly asmVpc: string;
  readonly ackVpc: string;
  readonly controlPlane: string;
  readonly apiServer: string;
  readonly sidecars: string;
  readonly pilot: string;
  readonly endpoint: string;
  readonly service: string;
  readonly apiServerChannel: string;
  readonly pilotChannel: string;
  readonly unknown: string;
  readonly states: Readonly<Record<Health, string>>;
  /** `3 clusters` */
  readonly clusters: (count: number) => string;
}

export const english: Vocabulary = {
  asmVpc: 'ASM VPC',
  ackVpc: 'ACK VPC',
  controlPlane: 'Control plane',
  apiServer: 'API server',
  sidecars: 'Sidecars',
  pilot: 'Pilot',
  endpoint: 'Endpoint',
  service: 'Endpoint service',
  apiServerChannel: 'API-server channel',
  pilotChannel: 'Pilot channel',
  unknown: 'not known yet',
  states: { good: 'Connected', working: 'On its way', bad: 'Broken', none: 'Nothing yet' },
  clusters: (count) => `${count} cluster${count === 1 ? '' : 's'}`,
};
