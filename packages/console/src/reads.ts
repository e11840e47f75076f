/** The calls that the console makes: no other compiles, and each of them only reads. The RAM policy for looking is made from these. */
import type { ActionName, Cloud } from '@asm-privatelink/cloud';
import { readActions } from '@asm-privatelink/link';

export const consoleReads = [
  ...readActions,
  'DescribeServiceMeshes',
  'GetVpcEndpointAttribute',
  'GetVpcEndpointServiceAttribute',
  'ListVpcEndpointServiceUsers',
] as const satisfies readonly ActionName[];

export type ReadCloud = Cloud<(typeof consoleReads)[number]>;
