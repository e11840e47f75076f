/** What stands where in a mesh, and how each link is: what `asmpvl topology --output json` writes, and what the picture is drawn from. */
import { z } from 'zod';

export const healths = ['good', 'working', 'bad', 'none'] as const;

const link = z.object({
  health: z.enum(healths).describe('none: there is nothing yet.'),
  service: z.string().nullable(),
  endpoint: z.string().nullable(),
  connection: z.string().nullable(),
  zones: z.array(z.string()),
  vSwitches: z.array(z.string()).describe('Of each zone the vSwitch that holds the endpoint’s address, where known.'),
  domainName: z.string().nullable(),
  reason: z.string().nullable(),
  message: z.string().nullable(),
});

export const topologySchema = z
  .object({
    mesh: z.string(),
    region: z.string(),
    vpcId: z.string().describe('Of the control plane; empty while it is not known.'),
    pilotBalancer: z.string().nullable(),
    status: z.string().describe('status.status of the object.'),
    vpcs: z.array(z.object({ id: z.string(), cidrs: z.array(z.string()) })).describe('What is known of the VPCs.'),
    balancers: z
      .array(z.object({ id: z.string(), zones: z.array(z.string()) }))
      .describe('The zones that each load balancer serves.'),
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
export type Health = (typeof healths)[number];
