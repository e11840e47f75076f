/**
 * Ids in the shapes of the real ones (alibaba-cloud-api §2.2): a prefix, the region's three-character key, the rest at random.
 */
import { ALPHANUMERIC, BASE36, HEX, type Random } from './random.ts';

/** Region keys seen in real ids; other regions get the first three letters and digits of a fixed rule. */
const REGION_KEYS: Record<string, string> = {
  'cn-hangzhou': 'bp1',
  'cn-huhehaote': 'hp3',
  'ap-southeast-1': 't4n',
  'cn-beijing': '2ze',
  'cn-shanghai': 'uf6',
  'cn-shenzhen': 'wz9',
};

export interface Ids {
  endpoint(regionId: string): string;
  endpointService(regionId: string): string;
  /** Any other product's id: `vpc-bp1…`. */
  regional(prefix: 'vpc' | 'vsw' | 'sg' | 'sgr' | 'eni' | 'lb' | 'acl', regionId: string): string;
  nlb(): string;
  nlbListener(): string;
  /** What calls of an assumed role are signed with. */
  session(): { id: string; secret: string; token: string };
  job(): string;
  /** Clusters and meshes: `c` and 32 hex digits. */
  cluster(): string;
  clusterTask(): string;
  order(): string;
  requestId(): string;
  mac(): string;
}

export function createIds(random: Random): Ids {
  return {
    endpoint: (regionId) => whole('ep-', regionKey(regionId), 'i', random.text(16, HEX)),
    endpointService: (regionId) => whole('epsrv-', regionKey(regionId), random.text(17, BASE36)),
    regional: (prefix, regionId) => {
      const length = prefix === 'vpc' || prefix === 'vsw' || prefix === 'lb' ? 18 : 17;
      return whole(prefix, '-', regionKey(regionId), random.text(length, BASE36));
    },
    nlb: () => `nlb-${random.text(18, BASE36)}`,
    nlbListener: () => `lsn-${random.text(18, BASE36)}`,
    session: () => ({
      id: `STS.N${random.text(23, ALPHANUMERIC)}`,
      secret: random.text(44, ALPHANUMERIC),
      token: `CAIS${random.text(320, ALPHANUMERIC)}`,
    }),
    job: () => `job-${random.text(16, BASE36)}`,
    cluster: () => `c${random.text(32, HEX)}`,
    clusterTask: () => `T-${random.text(24, HEX)}`,
    order: () => random.text(15, '123456789'),
    requestId: () => requestId(random),
    mac: () => ['00', '16', '3e', ...[0, 1, 2].map(() => random.text(2, HEX))].join(':'),
  };
}

/** Of thousands of ids each would otherwise stay in memory in the pieces that it was put together from. */
export function whole(...parts: readonly string[]): string {
  return parts.join('');
}

function requestId(random: Random): string {
  const hex = random.text(32, HEX).toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function regionKey(regionId: string): string {
  const known = REGION_KEYS[regionId];
  if (known !== undefined) return known;
  let hash = 7;
  for (const char of regionId) hash = (hash * 31 + char.charCodeAt(0)) % 36 ** 3;
  return hash.toString(36).padStart(3, '0');
}
