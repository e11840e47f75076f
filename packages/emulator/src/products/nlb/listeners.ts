/** Listeners of network load balancers: running as soon as they are made (alibaba-cloud-api §7.2). */
import type { Ending } from '../../changes.ts';
import { ApiError } from '../../errors.ts';
import { is, isIn } from '../../filters.ts';
import type { Handler } from '../../handler.ts';
import { backendsLikeOthers } from '../../host-backends.ts';
import { pageByToken } from '../../paging.ts';
import { fitsTags, readTags, showTagKeys, withTags } from '../../tags.ts';
import type { Listener, Nlb, Tags } from '../../world.ts';
import { ownListener, ownListeners, ownNlb } from './find.ts';
import { endJob, startJob } from './jobs.ts';

const PAGE = { most: 100, usual: 20 };
const PROTOCOLS = ['tcp', 'udp', 'tcpssl'] as const;

export const listListeners: Handler<'nlb.ListListeners'> = (world, params, context) => {
  const found = ownListeners(world, context).filter(
    ({ nlb, listener }) =>
      isIn(params.LoadBalancerIds, nlb.id) &&
      isIn(params.ListenerIds, listener.id) &&
      is(params.ListenerProtocol?.toUpperCase(), listener.protocol.toUpperCase()) &&
      fitsTags(tagsOf(listener), params.Tag),
  );
  const { items, ...page } = pageByToken(found, ({ nlb, listener }) => `${nlb.id}/${listener.id}`, params, PAGE);
  return {
    ...page,
    Listeners: items.map(({ nlb, listener }) => withTags(show(nlb, listener), tagsOf(listener))),
  };
};

export const getListenerAttribute: Handler<'nlb.GetListenerAttribute'> = (world, { ListenerId }, context) => {
  const { nlb, listener } = ownListener(world, ListenerId, context);
  return { ...show(nlb, listener), Tags: showTagKeys(tagsOf(listener)) };
};

export const createListener: Handler<'nlb.CreateListener'> = (world, params, context) => {
  const nlb = ownNlb(world, params.LoadBalancerId, context);
  const protocol = PROTOCOLS.find((one) => one === params.ListenerProtocol.toLowerCase());
  const port = params.ListenerPort;
  if (protocol === undefined) {
    throw new ApiError('IllegalParam.ListenerProtocol', 'The parameter ListenerProtocol must be TCP, UDP or TCPSSL.');
  }
  if (port === 0) {
    throw new ApiError('OperationDenied.AnyPort', 'A listener on a range of ports is not emulated; give ListenerPort.');
  }
  if (port < 1 || port > 65_535) {
    throw new ApiError('IllegalParam.ListenerPort', 'The parameter ListenerPort must be from 1 to 65535.');
  }
  if (params.AlpnEnabled && !params.AlpnPolicy) {
    throw new ApiError('MissingParam.AlpnPolicy', 'The parameter AlpnPolicy is required with AlpnEnabled.');
  }
  checkActive(nlb);
  if (nlb.listeners.has(port)) {
    throw new ApiError(
      'ResourceAlreadyExist.listener',
      `The load balancer ${nlb.id} has a listener on ${port} already.`,
    );
  }
  const tags = readTags(params.Tag, context.account.quotas.tagsPerResource);
  context.proceed();
  const listener: Listener = {
    id: context.ids.nlbListener(),
    port,
    protocol,
    running: false,
    pending: 'Provisioning',
    serverGroupId: params.ServerGroupId,
    tags,
    description: params.ListenerDescription ?? '',
    backends: backendsLikeOthers(nlb.listeners, port),
  };
  nlb.listeners.set(port, listener);
  world.touch('balancer', nlb.id);
  const jobId = startJob(world, context);
  context.after('nlb.configure', listener.id, { jobId, balancerId: nlb.id, port });
  return { ListenerId: listener.id, JobId: jobId };
};

/** The listener runs, or is gone, as it was asked for. */
export const listenerConfigured: Ending<'nlb.configure'> = (world, id, _later, { jobId, balancerId, port }) => {
  const listeners = world.balancers.get(balancerId)?.listeners;
  const listener = listeners?.get(port);
  if (listener?.id === id && listener.pending === 'Deleting') listeners?.delete(port);
  if (listener?.id === id && listener.pending === 'Provisioning') {
    delete listener.pending;
    listener.running = true;
  }
  world.touch('balancer', balancerId);
  endJob(world, jobId);
};

export const deleteListener: Handler<'nlb.DeleteListener'> = (world, { ListenerId }, context) => {
  const { nlb, listener } = ownListener(world, ListenerId, context);
  checkActive(nlb);
  if (listener.pending !== undefined) {
    throw new ApiError('IncorrectStatus.listener', `The listener ${listener.id} is ${listener.pending}.`);
  }
  context.proceed();
  listener.pending = 'Deleting';
  listener.running = false;
  world.touch('balancer', nlb.id);
  const jobId = startJob(world, context);
  context.after('nlb.configure', listener.id, { jobId, balancerId: nlb.id, port: listener.port });
  return { JobId: jobId };
};

function tagsOf(listener: Listener): Tags {
  return listener.tags ?? new Map();
}

function checkActive(nlb: Nlb): void {
  if (nlb.status === 'Active') return;
  throw new ApiError('IncorrectStatus.loadbalancer', `The load balancer ${nlb.id} is ${nlb.status}, not Active.`);
}

function show(nlb: Nlb, listener: Listener) {
  return {
    AlpnEnabled: false,
    AlpnPolicy: '',
    CaCertificateIds: [],
    CaEnabled: false,
    CertificateIds: [],
    Cps: 0,
    EndPort: '',
    IdleTimeout: 900,
    ListenerDescription: listener.description,
    ListenerId: listener.id,
    ListenerPort: listener.port,
    ListenerProtocol: listener.protocol.toUpperCase(),
    ListenerStatus: listener.pending ?? (listener.running ? 'Running' : 'Stopped'),
    LoadBalancerId: nlb.id,
    Mss: 0,
    ProxyProtocolEnabled: false,
    ProxyProtocolV2Config: {
      Ppv2PrivateLinkEpIdEnabled: false,
      Ppv2PrivateLinkEpsIdEnabled: false,
      Ppv2VpcIdEnabled: false,
    },
    RegionId: nlb.regionId,
    SecSensorEnabled: false,
    SecurityPolicyId: '',
    ServerGroupId: listener.serverGroupId ?? `sgp-${nlb.id.slice(4)}`,
    StartPort: '',
  };
}
