/** Listeners of classic load balancers. Made stopped, started by a call of its own (alibaba-cloud-api §7.1). */
import { ApiError } from '../../errors.ts';
import { is, isIn } from '../../filters.ts';
import type { Handler } from '../../handler.ts';
import { backendsLikeOthers } from '../../host-backends.ts';
import { pageByToken } from '../../paging.ts';
import { fitsTags } from '../../tags.ts';
import type { Clb, Listener, World } from '../../world.ts';
import { ownClb, ownClbs } from './balancers.ts';

const LISTENERS_PER_PAGE = { most: 100, usual: 20 };

export const describeLoadBalancerListeners: Handler<'slb.DescribeLoadBalancerListeners'> = (world, params, context) => {
  const found = ownClbs(world, context)
    .filter((clb) => isIn(params.LoadBalancerId, clb.id) && fitsTags(new Map(), params.Tag))
    .flatMap((clb) => [...clb.listeners.values()].map((listener) => ({ clb, listener })))
    .filter(
      ({ listener }) =>
        is(params.ListenerPort, listener.port) &&
        is(params.ListenerProtocol, listener.protocol) &&
        is(params.Description, listener.description),
    );
  const order = ({ clb, listener }: { clb: Clb; listener: Listener }) =>
    `${clb.id}/${String(listener.port).padStart(5, '0')}`;
  const { items, ...page } = pageByToken(found, order, params, LISTENERS_PER_PAGE);
  return {
    ...page,
    Listeners: items.map(({ clb, listener }) => ({
      ...show(clb, listener),
      AclIds: [],
      ListenerProtocol: listener.protocol,
      Tags: [],
    })),
  };
};

export const describeTcpListener: Handler<'slb.DescribeLoadBalancerTCPListenerAttribute'> = (
  world,
  params,
  context,
) => {
  const clb = ownClb(world, params.LoadBalancerId, context);
  const listener = listenerOf(clb, params.ListenerPort, 'tcp');
  return {
    ...show(clb, listener),
    AclIds: { AclId: [] },
    ConnectionDrain: 'off',
    EstablishedTimeout: 900,
    HealthCheck: 'on',
    HealthCheckConnectTimeout: 5,
    HealthCheckInterval: 2,
    HealthCheckType: 'tcp',
    HealthyThreshold: 3,
    MasterSlaveServerGroupId: '',
    PersistenceTimeout: 0,
    ProxyProtocolV2Enabled: false,
    SynProxy: 'disable',
    Tags: { Tag: [] },
    UnhealthyThreshold: 3,
  };
};

export const createTcpListener: Handler<'slb.CreateLoadBalancerTCPListener'> = (world, params, context) => {
  const clb = ownClb(world, params.LoadBalancerId, context);
  const port = params.ListenerPort;
  if (port < 1 || port > 65_535) {
    throw new ApiError('InvalidParameter', 'The parameter ListenerPort must be from 1 to 65535.', { status: 400 });
  }
  if (params.ConnectionDrain === 'on' && params.ConnectionDrainTimeout === undefined) {
    throw new ApiError('MissingParameter', 'The parameter ConnectionDrainTimeout is required with ConnectionDrain.', {
      status: 400,
    });
  }
  if (clb.listeners.has(port)) {
    throw new ApiError('ListenerAlreadyExists', `The load balancer ${clb.id} has a listener on ${port} already.`, {
      status: 400,
    });
  }
  clb.listeners.set(port, {
    id: '',
    port,
    protocol: 'tcp',
    running: false,
    backendPort: params.BackendServerPort ?? port,
    description: params.Description ?? '',
    backends: backendsLikeOthers(clb.listeners, params.BackendServerPort ?? port),
  });
  world.touch('balancer', clb.id);
  return {};
};

export const startListener: Handler<'slb.StartLoadBalancerListener'> = (world, params, context) => {
  const clb = ownClb(world, params.LoadBalancerId, context);
  setRunning(world, clb, listenerOf(clb, params.ListenerPort, params.ListenerProtocol), true);
  return {};
};

export const deleteListener: Handler<'slb.DeleteLoadBalancerListener'> = (world, params, context) => {
  const clb = ownClb(world, params.LoadBalancerId, context);
  clb.listeners.delete(listenerOf(clb, params.ListenerPort, params.ListenerProtocol).port);
  world.touch('balancer', clb.id);
  return {};
};

function show(clb: Clb, listener: Listener) {
  return {
    AclId: '',
    AclStatus: 'off',
    AclType: '',
    BackendServerPort: listener.backendPort ?? listener.backends[0]?.port,
    Bandwidth: -1,
    Description: listener.description,
    ListenerPort: listener.port,
    LoadBalancerId: clb.id,
    Scheduler: 'wrr',
    Status: status(listener),
    VServerGroupId: '',
  };
}

function setRunning(world: World, clb: Clb, listener: Listener, running: boolean): void {
  listener.running = running;
  world.touch('balancer', clb.id);
}

function listenerOf(clb: Clb, port: number, protocol = ''): Listener {
  const listener = clb.listeners.get(port);
  if (listener !== undefined && is(protocol.toLowerCase(), listener.protocol)) return listener;
  throw new ApiError(
    'InvalidParameter',
    `The load balancer ${clb.id} has no ${protocol ? `${protocol} ` : ''}listener on ${port}.`,
    { status: 400 },
  );
}

function status(listener: Listener): string {
  return listener.running ? 'running' : 'stopped';
}
