/** What `asmpvl topology --output json` writes. */
import { z } from 'zod';

const link = z.object({
  health: z.enum(['good', 'working', 'bad', 'none']).describe('none: there is nothing yet.'),
  service: z.string().nullable(),
  endpoint: z.string().nullable(),
  connection: z.string().nullable(),
  zones: z.array(z.string()),
  domainName: z.string().nullable(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
});

export const topologySchema = z
  .object({
    mesh: z.string(),
    region: z.string(),
    vpcId: z.string().describe('Of the control plane.'),
    pilotBalancer: z.string().nullable(),
    status: z.string().describe('status.status of the object.'),
    clusters: z.array(
      z.object({
        clusterId: z.string(),
        name: z.string(),
        vpcId: z.string().nullable(),
        apiServerBalancer: z.string().nullable(),
        apiServer: link,
        pilot: link,
      }),
    ),
  })
  .meta({ title: 'asmpvl topology --output json' });

export type TopologyData = z.infer<typeof topologySchema>;
export type TopologyCluster = TopologyData['clusters'][number];
export type TopologyLink = TopologyCluster['apiServer'];
