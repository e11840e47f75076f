/** Container Service (ACK) 2015-12-15, ROA (alibaba-cloud-api §5). No published rates in the reference. */
import * as z from 'zod';
import { type Action, takes } from './action.ts';
import { count, id, list, text } from './fields.ts';

const common = { product: 'cs', version: '2015-12-15', style: 'ROA', regional: false } as const;
const get = { ...common, method: 'GET', access: 'read', params: 'query' } as const;

export const ack = {
  /**
   * State: initial, failed, running, updating, upgrading, removing, draining, scaling, inactive, unavailable, deleting,
   * deleted, delete_failed, waiting, disconnected. `master_url` and `meta_data` are JSON text. `external_loadbalancer_id`
   * is left out on purpose: it is the Ingress balancer, not the API server's (alibaba-cloud-api §0 item 4).
   */
  DescribeClusterDetail: {
    ...get,
    pathname: '/clusters/{ClusterId}',
    ram: 'cs:DescribeClusterDetail',
    request: takes<{ readonly ClusterId: string }>(),
    response: z.object({
      cluster_id: id,
      name: text,
      state: text,
      cluster_type: text,
      cluster_spec: text,
      profile: text,
      current_version: text,
      region_id: text,
      vpc_id: text,
      vswitch_ids: z.array(z.string()).default([]),
      security_group_id: text,
      master_url: text,
      meta_data: text,
      /** Custom SANs; absent on clusters that only show them inside `meta_data` as ExtraCertSAN. */
      extra_sans: z.array(z.string()).optional(),
      control_plane_endpoints_config: z
        .object({
          load_balancers_config: list(z.object({ load_balancer_id: text, endpoint: text, endpoint_type: text })),
        })
        .optional(),
    }),
  },
  DescribeClusterResources: {
    ...get,
    pathname: '/clusters/{ClusterId}/resources',
    ram: 'cs:DescribeClusterResources',
    request: takes<{ readonly ClusterId: string; readonly with_addon_resources?: boolean }>(),
    /** The answer is a bare list; it stands under `items` here. */
    response: z
      .array(
        z.object({
          cluster_id: text,
          instance_id: text,
          resource_type: text,
          state: text,
          auto_create: count,
          creator_type: text,
          associated_object: z.object({ kind: text, namespace: text, name: text }).optional(),
        }),
      )
      .transform((items) => ({ items })),
  },
  ModifyCluster: {
    ...common,
    method: 'PUT',
    pathname: '/api/v2/clusters/{ClusterId}',
    access: 'write',
    params: 'body',
    ram: 'cs:ModifyCluster',
    request: takes<{
      readonly ClusterId: string;
      /** `overwrite` drops the SANs that others put there: send `append` (alibaba-cloud-api §0 item 6). */
      readonly api_server_custom_cert_sans: {
        readonly subject_alternative_names: readonly string[];
        readonly action: 'append' | 'overwrite';
      };
      readonly client_token?: string;
    }>(),
    /** The change is done when the task is: see DescribeTaskInfo. */
    response: z.object({ cluster_id: text, task_id: text, request_id: text }),
  },
  DescribeTaskInfo: {
    ...get,
    pathname: '/tasks/{taskId}',
    ram: 'cs:DescribeTaskInfo',
    request: takes<{ readonly taskId: string }>(),
    /** state: running, success, fail (and `failed`, by one client). */
    response: z.object({
      task_id: text,
      cluster_id: text,
      task_type: text,
      state: text,
      error: z.object({ code: text, message: text }).optional(),
    }),
  },
  DescribeClusterUserKubeconfig: {
    ...get,
    pathname: '/k8s/{ClusterId}/user_config',
    ram: 'cs:DescribeClusterUserKubeconfig',
    request: takes<{
      readonly ClusterId: string;
      readonly PrivateIpAddress?: boolean;
      /** 15 to 4320. */
      readonly TemporaryDurationMinutes?: number;
    }>(),
    /** `config` is a kubeconfig's YAML text: a secret. */
    response: z.object({ config: z.string().min(1), expiration: text }),
  },
} as const satisfies Record<string, Action>;
