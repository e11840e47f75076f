/** The mesh, its object and its links. */

import type { ASMPvlConfig } from '@asm-privatelink/api';
import { meshOf } from '@asm-privatelink/link';
import { stringify } from 'yaml';
import { z } from 'zod';
import { sanSchema } from '../answers/certificates.ts';
import { checkSchema } from '../answers/check.ts';
import { diagnosisSchema } from '../answers/diagnosis.ts';
import { planSchema } from '../answers/plan.ts';
import { readMembers } from '../members.ts';
import type { Sources } from '../sources.ts';
import { liveSchema } from '../topology/live.ts';
import { type Route, route, stream } from './route.ts';

const about = z.object({
  version: z.string(),
  mesh: z.string(),
  region: z.string().describe('Of the mesh.'),
  regions: z.array(z.string()).describe('In which there are meshes of this account.'),
  emulated: z.boolean(),
});

const event = z.object({
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  count: z.int(),
  at: z.string(),
});

const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string(),
  message: z.string(),
  lastTransitionTime: z.string(),
});

const configuration = z.object({
  manifest: z.string().nullable().describe('As YAML, without what only servers write; null while there is none.'),
  status: z.string(),
  current: z.boolean().nullable().describe('Whether the status was made from the present spec.'),
  conditions: z.array(condition),
  events: z.array(event),
  plan: planSchema.nullable(),
});

/** As large as the API server takes. */
const LARGEST_MANIFEST = 1_000_000;

export const meshRoutes: Route[] = [
  route('GET', '/about', {
    id: 'getAbout',
    summary: 'What this console shows',
    answer: about,
    async handle({ sources }, { signal }) {
      const { version, source, region, inspection } = sources;
      const regions = source.kind === 'given' ? [] : await regionsOf(sources, signal);
      const all = [...new Set([region, ...regions])].sort();
      return { version, mesh: meshOf(source), region, regions: all, emulated: inspection !== undefined };
    },
  }),
  stream('/topology', {
    id: 'watchTopology',
    summary: 'The picture whole, then each change of it',
    answer: liveSchema,
    handle: ({ watch }, { signal }) => watch.live(signal),
  }),
  route('GET', '/configuration', {
    id: 'getConfiguration',
    summary: 'The ASMPvlConfig with its conditions and events, and the plan',
    answer: configuration,
    async handle({ sources, watch }, { signal }) {
      const config = watch.config();
      const [events, plan] = await Promise.all([sources.events(signal), sources.plan(signal)]);
      const { status } = config ?? {};
      const generation = status?.observedGeneration;
      return {
        manifest: config === undefined ? null : stringify(written(config), { lineWidth: 0 }),
        status: status?.status ?? 'Pending',
        current: generation === undefined ? null : generation === config?.metadata.generation,
        conditions: status?.conditions ?? [],
        events: [...events],
        plan: plan ?? null,
      };
    },
  }),
  route('POST', '/checks', {
    id: 'checkManifest',
    summary: 'What is wrong with a manifest; nothing is written anywhere',
    body: z.strictObject({ manifest: z.string().max(LARGEST_MANIFEST) }),
    answer: checkSchema,
    handle: ({ sources }, { body, signal }) => sources.check(body.manifest, signal),
  }),
  route('POST', '/diagnoses', {
    id: 'diagnose',
    summary: 'Walks each channel and says where it breaks; what a step would meet is asked by dry run',
    answer: z.object({ diagnosis: diagnosisSchema.nullable() }),
    handle: async ({ sources }, { signal }) => ({ diagnosis: (await sources.diagnose(signal)) ?? null }),
  }),
  route('GET', '/clusters', {
    id: 'listClusters',
    summary: 'The clusters: how the mesh sees each, and the names in the certificate of its API server',
    answer: z.object({
      certificates: sanSchema.nullable(),
      members: z.array(z.object({ clusterId: z.string(), state: z.string(), message: z.string() })),
    }),
    async handle({ sources }, { signal }) {
      const [certificates, members] = await Promise.all([sources.certificates(signal), readMembers(sources, signal)]);
      return { certificates: certificates ?? null, members };
    },
  }),
];

async function regionsOf({ cloud, region }: Sources, signal: AbortSignal) {
  const { ServiceMeshes } = await cloud(region).call('DescribeServiceMeshes', {}, { signal });
  return ServiceMeshes.flatMap(({ ServiceMeshInfo }) => ServiceMeshInfo.RegionId || []);
}

/** As a person would write it, with what they look for in it. */
function written({ apiVersion, kind, metadata, spec, status }: ASMPvlConfig) {
  const { managedFields: _, ...shown } = metadata;
  return { apiVersion, kind, metadata: shown, spec, ...(status === undefined ? {} : { status }) };
}
