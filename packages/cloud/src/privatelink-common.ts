/** What every PrivateLink action shares (alibaba-cloud-api §2). Its lists stand directly under their names. */
const common = {
  product: 'privatelink',
  version: '2020-04-15',
  style: 'RPC',
  method: 'POST',
  pathname: '/',
  params: 'query',
  regional: true,
} as const;
export const read = { ...common, access: 'read' } as const;
export const write = { ...common, access: 'write' } as const;

/** Fields of every write: same token and same parameters answer the first result again (alibaba-cloud-api §2.4). */
export interface Write {
  readonly ClientToken?: string;
  /** When true and all checks pass, the cloud answers with the error `DryRunOperation` (alibaba-cloud-api §0 item 2). */
  readonly DryRun?: boolean;
}
