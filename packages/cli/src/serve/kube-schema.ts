/** What `asmpvl kube --output json` writes once it serves. */
import { z } from 'zod';

export const kubeSchema = z
  .object({
    server: z.string().describe('The URL of the API server.'),
    kubeconfig: z.string().describe('The absolute path of a kubeconfig for it.'),
  })
  .meta({ title: 'asmpvl kube --output json' });

export type KubeData = z.infer<typeof kubeSchema>;
