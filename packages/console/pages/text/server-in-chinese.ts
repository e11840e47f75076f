/** In Chinese: what each reason means and what a person does about it, and what each step of a plan does. The server says both in English. */
import type { FindingReason, WriteAction } from '@asm-privatelink/link';
import type { SanCluster } from '../../src/answers/certificates.ts';

export interface Meaning {
  readonly meaning: string;
  readonly action: string;
}

const wait = '请稍候。';
const nothing = '无需处理。';

const reasons: Readonly<Record<FindingReason, Meaning>> = {
  // 进度
  Available: { meaning: '所有要求的资源均已创建并连通。', action: nothing },
  Pending: { meaning: '尚未处理。', action: wait },
  Provisioning: { meaning: '正在创建，目前没有问题。', action: wait },
  Degraded: { meaning: '部分链路可通，部分不通。', action: '查看状态中各行的原因。' },
  Failed: { meaning: '没有链路可通，且每条都需要人工处理。', action: '查看状态中各行的原因。' },
  Deleting: { meaning: '正在删除。', action: wait },
  Paused: { meaning: '设有暂停注解，期间不做任何更改。', action: '删除该注解后继续。' },
  Kept: { meaning: '对象已删除，云资源按保留注解的要求原样保留。', action: nothing },

  // 操作（事件）
  Created: { meaning: '已创建一个云资源。', action: nothing },
  Changed: { meaning: '已更改一个云资源。', action: nothing },
  Removed: { meaning: '已删除一个云资源。', action: nothing },
  Adopted: { meaning: '一个已有的云资源现由此对象管理。', action: nothing },

  // 交换机与可用区
  ZoneNotServed: {
    meaning: '所列交换机均不在对端负载均衡所服务的可用区内。',
    action: '列出一个位于信息所示可用区的交换机；没有则先创建。',
  },
  StandbyZone: {
    meaning: '终端节点位于对端负载均衡的备可用区，文档未说明备可用区是否可用。',
    action: '如果链路无法建立，请列出负载均衡主可用区的交换机。',
  },
  VSwitchUnused: { meaning: '所列的一个交换机没有被任何链路使用。', action: '可以移除；保留也无妨。' },
  VSwitchNotFound: { meaning: '该地域没有这个交换机。', action: '更正 vSwitchId。' },
  VSwitchWrongVpc: {
    meaning: '交换机不在此列表所对应的 VPC 中。',
    action: 'ackVpcEndpoint 下列出集群 VPC 的交换机，asmVpcEndpoint 下列出网格 VPC 的交换机。',
  },
  VSwitchZoneMismatch: {
    meaning: 'zoneId 不是交换机所在的可用区。',
    action: '将 zoneId 改为信息所示的可用区，或换用其他交换机。',
  },
  VSwitchNoAddress: { meaning: '交换机没有空闲的 IP 地址。', action: '释放一个地址，或列出同一可用区的其他交换机。' },
  VSwitchNotAvailable: { meaning: '交换机正在创建或变更。', action: wait },

  // 集群
  ClusterNotFound: { meaning: '集群不存在，或当前账号无权查看。', action: '更正 clusterId。' },
  ClusterNotMember: { meaning: '集群尚未添加到此网格。', action: '先将集群添加到网格。' },
  ClusterInMeshVpc: {
    meaning: '集群位于网格自身的 VPC 中，无需私网连接即可互通。',
    action: '从 ackVpcEndpoint 中移除该集群。',
  },
  ClusterWrongRegion: {
    meaning: '集群与网格不在同一地域，而通道只能在同一地域内建立。',
    action: '移除该集群，改用其他方式连接（云企业网）。',
  },
  ClusterNotRunning: { meaning: '集群未在运行。', action: '使集群恢复到 Running 状态。' },

  // 终端节点服务之后的负载均衡
  ApiServerBalancerMissing: {
    meaning: '集群的 API Server 前没有私网负载均衡，或无法确定是哪一个。',
    action: '在 ACK 控制台检查集群的 API Server 端点。',
  },
  PilotBalancerMissing: {
    meaning: '网格的 Pilot 前没有私网负载均衡，或无法确定是哪一个。',
    action: '检查网格实例；若使用自建控制面，请检查所配置的负载均衡 ID。',
  },
  BalancerUnsuitable: {
    meaning: '该负载均衡不支持私网连接。',
    action: '换用按量付费的私网 CLB，或支持私网连接的 NLB。',
  },
  NoListeners: { meaning: '负载均衡没有运行中的 TCP 监听。', action: '启动其监听。' },
  BalancerReplaced: {
    meaning: '终端节点服务所挂的负载均衡已不是当前提供服务的那一个。',
    action: '为服务添加新的负载均衡，再移除旧的。',
  },
  BalancerExtra: {
    meaning: '终端节点服务还挂有其他负载均衡，经由它的流量到不了目的地。',
    action: '如非有意为之，请将其移除。',
  },

  // 账号
  NotActivated: {
    meaning: '账号尚未开通私网连接。',
    action: '开通一次即可（OpenPrivateLinkService），每个账号只需一次。',
  },
  QuotaExceeded: { meaning: '账号的配额已用尽。', action: '在配额中心申请提升，或删除不需要的资源。' },
  AccessDenied: {
    meaning: '凭证无权执行信息所示的操作。',
    action: '授予该权限；所需的 RAM 权限策略随 asm-privatelink 一同提供。',
  },
  CredentialsMissing: { meaning: '没有云账号凭证。', action: '按信息所示处理；各种配置方法见 docs/credentials.md。' },
  CredentialsInvalid: { meaning: '云拒绝了此凭证。', action: '更新凭证。' },
  ServiceLinkedRoleMissing: {
    meaning: '缺少私网连接的服务关联角色，且当前权限无法创建。',
    action:
      '为 privatelink.aliyuncs.com 授予 ram:CreateServiceLinkedRole；创建第一个终端节点时会自动创建 AliyunServiceRoleForPrivatelink。',
  },
  FinancialLocked: { meaning: '账号欠费，资源已被锁定。', action: '结清欠费。' },

  // 归属
  ManagedElsewhere: {
    meaning: '此对象或其所指的云资源由其他管理者管理。',
    action: '停止另一个管理者，然后将接管注解设为网格 ID。',
  },
  TwoOwners: {
    meaning: '两个现存的 ASMPvlConfig 对象争用同一网格。',
    action: '删除其中一个；若另一个已不复存在，请将接管注解设为网格 ID。',
  },
  NeedsRecreate: {
    meaning: '所要求的变更无法在原资源上完成，必须删除重建，期间链路中断。',
    action: '将重建注解设为该资源的 ID。新的终端节点会有新的域名，需写入证书。',
  },
  RecreateHeld: {
    meaning: '该资源在一小时内已重建过，说明有什么在反复删除它。',
    action: '查明是什么在删除它，或将重建注解设为该资源的 ID。',
  },
  CannotAdopt: { meaning: '纳管注解中的某个 ID 无法纳管。', action: '更正该注解，或从中去掉这个 ID。' },
  ForeignConnection: {
    meaning: '有非 asm-privatelink 管理的终端节点连接到此终端节点服务。',
    action: '如不应存在，请在专有网络控制台断开；在此之前无法删除该服务。',
  },
  DeletionBlocked: {
    meaning: '有非 asm-privatelink 管理的资源依赖该资源，云拒绝删除。',
    action: '移除信息所示的资源。',
  },
  InUse: { meaning: '该资源仍在使用中，云暂不删除。', action: '如未自动释放，请移除信息所示的资源。' },

  // 链路
  ConnectionRefused: { meaning: '有人在云上拒绝或断开了连接。', action: '在专有网络控制台接受该连接。' },
  EndpointServiceDeleted: { meaning: '终端节点所连的终端节点服务已被删除，两者将重新创建。', action: wait },
  TakingTooLong: {
    meaning: '某个状态持续过久，仍在继续观察。',
    action: '查看信息中的 ID 与状态；若一直如此，请咨询云服务支持。',
  },
  Throttled: { meaning: '云要求降低调用频率。', action: wait },
  CloudRefused: {
    meaning: '云拒绝了一次调用，需有人更改后才会恢复。',
    action: '在云文档中查阅信息所示的错误码。',
  },
  ObjectGone: { meaning: '一次调用所指的资源已不存在，正在重新查找现有资源。', action: wait },
  CloudUnavailable: {
    meaning: '云没有应答，或以自身错误应答。',
    action: '若持续如此，请检查网络与云服务状态。',
  },
  ZoneMissing: {
    meaning: '终端节点没有可用区，连接状态再好也无法通过流量。',
    action: '在专有网络控制台为该终端节点添加一个服务所支持的可用区。',
  },
  ZoneDown: {
    meaning: '连接在部分可用区未建立。',
    action: '重新连接该可用区；若未断开，请确认服务在该可用区有负载均衡。',
  },
  PortBlocked: { meaning: '安全组没有对 VPC 放行所需端口。', action: '对 VPC 的网段放行这些端口。' },

  // 从拨号方一侧所见
  NameNotFound: {
    meaning: '终端节点存在，但其域名在 VPC 内无法解析。',
    action:
      '该域名为公网域名，解析结果为私网地址：请让解析器放行 aliyuncs.com 的私网结果（重绑定保护），或使用 VPC 的解析器 100.100.2.136。',
  },
  NameStale: {
    meaning: '域名解析到的地址不属于该终端节点。',
    action: '解析结果已过时：清空解析器缓存，并删除针对该域名的记录（hosts 文件、CoreDNS、PrivateZone）。',
  },
  Refused: { meaning: 'TCP 连接被拒绝。', action: '在负载均衡控制台启动该端口的监听。' },
  TimedOut: {
    meaning: 'TCP 连接超时。',
    action: '安全组与连接均正常：请检查负载均衡的监听是否设有访问控制，后端是否健康。',
  },
  ClosedBeforeTls: {
    meaning: 'TCP 可以连通，但在 TLS 之前被关闭：负载均衡之后没有可用的服务。',
    action: '检查负载均衡后端的健康状况；若刚更改过证书，API Server 正在重启，请一分钟后重试。',
  },
  CertificateInvalid: {
    meaning: '证书中的域名正确，但签发机构不受拨号方信任。',
    action: '可能由其他服务应答，或签发机构已更换：检查负载均衡之后的服务，并重新添加集群以更新 kubeconfig。',
  },
  CertificateName: { meaning: '应答者不是 istiod：证书中没有它的域名。', action: '检查 Pilot 负载均衡之后的服务。' },
  BadAnswer: { meaning: '可以连接，但没有按预期应答。', action: '检查负载均衡之后服务的状态与日志。' },
  MemberNotRunning: {
    meaning: '通道可以应答，但网格显示集群未在运行。',
    action: '在 ASM 控制台的“集群与工作负载管理”中查看该集群。',
  },

  // 链路之后：证书与网格所见
  CertificateNameMissing: {
    meaning: '集群 API Server 的证书不含终端节点的域名，网格与它的 TLS 连接会失败。',
    action: '将该域名追加到集群的自定义证书 SAN（不要覆盖已有的域名）；API Server 会重启。',
  },
  CertificateNameAdding: { meaning: '正在将终端节点的域名写入 API Server 证书，每次一个集群。', action: wait },
  CertificateUnsupported: {
    meaning: 'API Server 证书不含终端节点的域名，而此类集群只能在创建时写入域名。',
    action: '改用托管版集群，或以其他方式连接此集群。',
  },
  CertificateNamesPresent: { meaning: '各集群 API Server 的证书均含其终端节点的域名。', action: nothing },
  Connecting: { meaning: '网格尚未显示集群为运行中。', action: wait },
  MemberRunning: { meaning: '网格显示所有集群均在运行。', action: nothing },

  // 对象与控制器
  MeshNotFound: { meaning: '网格实例不存在，或当前账号无权查看。', action: '更正控制器的网格 ID。' },
  InvalidName: { meaning: '对象名称不是 default，不受支持。', action: '以 default 为名重新创建。' },
  InvalidSpec: { meaning: '对象不符合模式定义。', action: '更正信息所示的字段。' },
  InternalError: { meaning: 'asm-privatelink 自身出错。', action: '请附上信息与日志报告此问题。' },
};

const steps: Readonly<Record<WriteAction, string>> = {
  CreateVpcEndpointService: '创建终端节点服务',
  UpdateVpcEndpointServiceAttribute: '修改终端节点服务',
  DeleteVpcEndpointService: '删除终端节点服务',
  AttachResourceToVpcEndpointService: '为服务添加负载均衡',
  DetachResourceFromVpcEndpointService: '从服务移除负载均衡',
  CreateVpcEndpoint: '创建终端节点',
  DeleteVpcEndpoint: '删除终端节点',
  AddZoneToVpcEndpoint: '为终端节点添加可用区',
  RemoveZoneFromVpcEndpoint: '从终端节点移除可用区',
  EnableVpcEndpointConnection: '接受连接',
  DisableVpcEndpointConnection: '拒绝连接',
  EnableVpcEndpointZoneConnection: '重新连接可用区',
  AttachSecurityGroupToVpcEndpoint: '将终端节点加入安全组',
  DetachSecurityGroupFromVpcEndpoint: '将终端节点移出安全组',
  TagResources: '添加标签',
  UntagResources: '移除标签',
  CreateSecurityGroup: '创建安全组',
  AuthorizeSecurityGroup: '添加安全组规则',
  RevokeSecurityGroup: '移除安全组规则',
  DeleteSecurityGroup: '删除安全组',
  ModifyCluster: '将域名写入集群的 API Server 证书',
};

type Verdict = SanCluster['verdict'];

const certificates: Readonly<Record<Exclude<Verdict, 'missing' | 'unset' | 'unknown'>, Meaning>> = {
  present: { meaning: 'API Server 提供的证书含有该域名。', action: nothing },
  restarting: {
    meaning: '域名已设置，但提供的仍是其他证书：重启尚未结束，或没有发生。',
    action: '一分钟后再看；若一直如此，请在 ACK 控制台查看集群的任务。',
  },
  set: { meaning: '域名已设置；实际提供的证书在此处无法看到，未经验证。', action: nothing },
  early: {
    meaning: '通往其 API Server 的终端节点尚未建立，因此还没有域名。',
    action: '等待终端节点建立；若一直没有，请运行诊断。',
  },
};

/** @param managed the cluster takes names at any time; others only when they are made */
export function certificateInChinese(verdict: Verdict, managed: boolean): Meaning | undefined {
  if (verdict === 'unknown') return undefined;
  if (verdict !== 'missing' && verdict !== 'unset') return certificates[verdict];
  return managed ? reasons.CertificateNameMissing : reasons.CertificateUnsupported;
}

/** What is wrong, in one line; undefined for what is no reason of ours. */
export function meaningInChinese(reason: string | null): string | undefined {
  return find(reasons, reason)?.meaning;
}

/** @param waiting nobody has to do anything yet */
export function remedyInChinese(reason: string | null, waiting: boolean): string | undefined {
  const action = find(reasons, reason)?.action;
  return waiting && action !== undefined && action !== wait ? `无需处理，请稍候再看。若一直如此：${action}` : action;
}

/** @param action null where the cloud is waited for */
export function stepInChinese(action: string | null): string | undefined {
  return action === null ? '等待云端完成' : find(steps, action);
}

function find<T>(table: Readonly<Record<string, T>>, name: string | null): T | undefined {
  return name !== null && Object.hasOwn(table, name) ? table[name] : undefined;
}
