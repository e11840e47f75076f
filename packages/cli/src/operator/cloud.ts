/** The cloud as the settings name it. */
import { type Cloud, createCloud, sdkTransport } from '@asm-privatelink/cloud';
import type { Configuration } from './configuration.ts';

export function openCloud({ region, cloud, network }: Pick<Configuration, 'region' | 'cloud' | 'network'>): Cloud {
  return createCloud({ region, transport: sdkTransport({ region, network, ...cloud }) });
}
