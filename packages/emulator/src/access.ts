/** Whose everything is, and who may call what: accounts, access keys, RAM roles. */

export interface Account {
  readonly id: string;
  /** PrivateLink is activated (`OpenPrivateLinkService`). */
  privateLinkOpen: boolean;
  /** It owes money (arrears.ts). */
  arrears: boolean;
  readonly quotas: Quotas;
}

/** What an account may have at most (alibaba-cloud-api §2.5); infinite where the references give no number. */
export interface Quotas {
  services: number;
  resourcesPerService: number;
  resourcesPerZoneAndService: number;
  endpointsPerVpc: number;
  zonesPerEndpoint: number;
  idleEndpoints: number;
  tagsPerResource: number;
}

/** A way to sign calls: an access key of an account, a RAM user or an assumed role. */
export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  readonly accountId: string;
  readonly identity: 'Account' | 'RAMUser' | 'AssumedRoleUser';
  /** Name of the user or `role/session`. */
  readonly principal: string;
  /** Temporary keys come with a token and end. */
  readonly securityToken?: string;
  readonly expiresAt?: number;
  /** Every one of these must permit a call: what its user or role may do, and what a session was narrowed to. */
  readonly policies: readonly Policy[];
}

/** What may be called: what fits a statement of `allow`, for each of the resources that it is about, and none of `deny`. */
export interface Policy {
  readonly allow: readonly Statement[];
  readonly deny: readonly Statement[];
}

/** `*` stands for any run of characters. */
export interface Statement {
  /** Patterns of `product:Action`. */
  readonly actions: readonly string[];
  /** Patterns of `acs:product:region:account:type/id`. */
  readonly resources: readonly string[];
}

/** A RAM role: who may make calls as it, and which. */
export interface Role {
  readonly accountId: string;
  /** `*` stands for every name that no other role has. */
  readonly name: string;
  readonly policy: Policy;
  /** Names of the users (`root` is the account itself) that may assume it, `*` standing for any run of characters. */
  readonly users: readonly string[];
  /** What an OIDC token must say to assume it; undefined where none may. */
  readonly oidc: OidcTrust | undefined;
  readonly maxSessionMs: number;
}

/** Each a pattern, `*` standing for any run of characters. */
export interface OidcTrust {
  /** Of the provider's name: what stands behind `oidc-provider/` in its ARN. */
  readonly provider: string;
  readonly issuer: string;
  readonly audience: string;
  /** `system:serviceaccount:<namespace>:<name>` */
  readonly subject: string;
}
