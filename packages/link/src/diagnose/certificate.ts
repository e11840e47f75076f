/** Whose certificate is served, with which names; and what the server says then. */
import type { Cluster } from '../model.ts';
import type { Check, Remedy } from './diagnosis.ts';
import { covers, type Served } from './probe.ts';
import { remedyFor } from './remedies.ts';
import { told, type Walk } from './walk.ts';
import type { Tried } from './way.ts';

export function checkTls(walk: Walk, { host, servername, tls, from }: Tried): Check {
  if (tls === undefined || 'failed' in tls) return closed(walk, host, tls?.failed);
  const { served } = tls;
  if (walk.link.channel === 'pilot' ? !isIstiod(served) : !covers(served.names, servername)) {
    return servername === host || walk.link.channel === 'pilot'
      ? wrongName(walk, host, served)
      : wrongOwnName(walk, servername, served);
  }
  if (served.untrusted) {
    return told('tls', 'broken', {
      on: host,
      reason: 'CertificateInvalid',
      text: 'the name is right, but the certificate is from an authority that the dialler does not trust',
      evidence: [`issuer ${served.issuer || 'unknown'}`, served.untrusted],
      remedy: {
        text: 'Something else answers there, or the authority was exchanged: see what stands behind the load balancer, and give the mesh the present kubeconfig (remove and add the cluster).',
      },
    });
  }
  const trust = served.untrusted === undefined ? '; its authority was not judged' : ', trusted';
  const name = walk.link.channel === 'pilot' ? "istiod's own name" : servername === host ? 'the name' : servername;
  return told('tls', 'ok', { on: host, text: `the certificate bears ${name}${trust}, from ${from}` });
}

/** What a sidecar verifies, whatever it dialled. Revisions have a suffix. */
function isIstiod({ names }: Served): boolean {
  return names.some((name) => /^(istiod|istio-pilot)[\w-]*\./.test(name));
}

function closed(walk: Walk, host: string, failed: { code: string; message: string } | undefined): Check {
  const { balancer, link } = walk;
  const restart =
    link.channel === 'api-server'
      ? 'After a change of its certificate the API server restarts: run this again in a minute. If it stays: '
      : '';
  return told('tls', 'broken', {
    on: host,
    reason: 'ClosedBeforeTls',
    text: 'the connection comes about and is closed before TLS: nothing fit to serve is behind the load balancer',
    evidence: failed === undefined ? [] : [`${failed.message} (${failed.code})`],
    remedy: {
      text: `${restart}Look at the health of the backends of ${balancer?.id ?? 'the load balancer'} (its console, Listeners).`,
    },
  });
}

function wrongName(walk: Walk, host: string, served: Served): Check {
  const { link, facts } = walk;
  const has = `valid for ${served.names.join(', ') || 'no name'}`;
  if (link.channel === 'pilot') {
    return told('tls', 'broken', {
      on: host,
      reason: 'CertificateName',
      text: 'what answers is not istiod: its certificate bears none of its names',
      evidence: [has],
      remedy: { text: `See what stands behind ${walk.balancer?.id ?? 'the load balancer of Pilot'}.` },
    });
  }
  const cluster = clusterOf(walk);
  const evidence = [`x509: ${has}, not for ${host}`];
  if (cluster?.certificateNames.includes(host)) {
    return told('tls', 'waiting', {
      on: cluster.id,
      reason: 'CertificateNameMissing',
      text: 'the name is set, but the API server does not serve it yet: it restarts for that',
      evidence: [...evidence, 'the setting of the cluster has it'],
      remedy: {
        text: 'Wait a few minutes, and look again. If it stays, ask support why the API server did not restart.',
      },
    });
  }
  const pilots = facts.plan.links.flatMap(({ channel, endpoint }) =>
    channel === 'pilot' && endpoint?.domain ? [endpoint.domain] : [],
  );
  const mixed = pilots.find((name) => covers(served.names, name));
  return told('tls', 'broken', {
    on: cluster?.id ?? host,
    reason: 'CertificateNameMissing',
    text:
      mixed === undefined
        ? "the API server's certificate does not bear the endpoint's name, so the mesh refuses it"
        : `the certificate bears the name of the Pilot endpoint (${mixed}); the mesh dials the API server's endpoint, which has another`,
    evidence,
    remedy: addName(walk),
  });
}

/** A control plane of somebody's own verifies the name that it was handed over with: the endpoint's is not needed. */
function wrongOwnName(walk: Walk, servername: string, served: Served): Check {
  const [clusterId = ''] = walk.link.clusterIds;
  return told('tls', 'broken', {
    on: clusterId,
    reason: 'CertificateName',
    text: `the API server's certificate does not bear ${servername}, by which a control plane of your own verifies it`,
    evidence: [`x509: valid for ${served.names.join(', ') || 'no name'}, not for ${servername}`],
    remedy: {
      text: 'See what stands behind the load balancer. If it is the API server, hand the cluster over again with a name that it bears.',
      command: `asmpvl handoff ${clusterId} --server-name NAME`,
    },
  });
}

/** Appending leaves the names of others alone; the setting's own list, when overwritten, would not (product-behaviour §D.1). */
function addName(walk: Walk): Remedy {
  const cluster = clusterOf(walk);
  if (cluster !== undefined && cluster.type !== 'ManagedKubernetes') {
    return {
      text: `A cluster of type ${cluster.type || 'unknown'} takes names only when it is made, and the endpoint's name is known only later: use a managed cluster, or connect this one in another way.`,
    };
  }
  return {
    text: `${remedyFor('CertificateNameMissing', walk.facts.wish.mesh).text} Append it: a list that replaces the old one drops the names of others.`,
    command: `asmpvl san add --cluster ${cluster?.id ?? 'ID'}`,
  };
}

export function checkAnswer(walk: Walk, { host, answer }: Tried): Check {
  const { link, balancer } = walk;
  if (answer?.ok) return member(walk, host, answer.text);
  const what = link.channel === 'pilot' ? 'Pilot' : 'the API server';
  return told('answer', 'broken', {
    on: host,
    reason: 'BadAnswer',
    text: `${what} takes the connection and does not answer as it should`,
    evidence: [answer?.text ?? 'no answer'],
    remedy: { text: `Look at ${what} behind ${balancer?.id ?? 'the load balancer'}: its state and its log.` },
  });
}

/** What nobody here can try the mesh itself has tried: a member that runs is one whose API server it reaches. */
export function fromElsewhere(walk: Walk, why: string): Check[] {
  const { link, endpoint } = walk;
  const on = endpoint?.domain || link.id;
  const unknown = (check: 'dns' | 'tcp' | 'tls' | 'answer') =>
    told(check, 'unknown', { on, text: `not tried from here: ${why}` });
  if (link.channel === 'pilot') return [unknown('dns'), unknown('tcp'), unknown('tls'), unknown('answer')];
  const state = stateOf(walk);
  if (state?.state === 'running') {
    const reached = (check: 'dns' | 'tcp' | 'tls' | 'answer') => told(check, 'ok', { on, text: 'the mesh reaches it' });
    return [
      reached('dns'),
      reached('tcp'),
      reached('tls'),
      told('answer', 'ok', { on, text: 'the mesh shows the cluster running' }),
    ];
  }
  const cluster = clusterOf(walk);
  const own = walk.facts.observation.members === undefined;
  if (cluster === undefined || !on || own || cluster.certificateNames.includes(on)) {
    return [unknown('dns'), unknown('tcp'), unknown('tls'), member(walk, on, undefined)];
  }
  return [
    unknown('dns'),
    unknown('tcp'),
    told('tls', 'broken', {
      on: cluster.id,
      reason: 'CertificateNameMissing',
      text: "the API server's certificate is not set to bear the endpoint's name (read from the setting; the served one was not seen from here)",
      evidence: [
        `set: ${cluster.certificateNames.join(', ') || 'no name'}`,
        ...(state?.message ? [`the mesh says: ${state.message}`] : []),
      ],
      remedy: addName(walk),
    }),
  ];
}

/** The channel is for the mesh: what it says of the member comes last. */
function member(walk: Walk, on: string, answered: string | undefined): Check {
  const { link, facts } = walk;
  const state = stateOf(walk);
  const text = answered ?? 'not tried from here';
  const verdict = answered === undefined ? 'unknown' : 'ok';
  if (link.channel === 'pilot' || state === undefined) return told('answer', verdict, { on, text });
  if (state.state === 'running') {
    return told('answer', 'ok', { on, text: `${text}; the mesh shows the cluster running` });
  }
  const [clusterId = ''] = link.clusterIds;
  const evidence = [`the mesh says: ${state.state}${state.message ? `: ${state.message}` : ''}`];
  if (state.state === 'starting') {
    return told('answer', answered === undefined ? 'unknown' : 'waiting', {
      on: clusterId,
      reason: 'Connecting',
      text: `${text}; the mesh does not show the cluster running yet`,
      evidence,
      remedy: { text: 'Wait a minute, and look again: the mesh looks by itself.' },
    });
  }
  return told('answer', 'broken', {
    on: clusterId,
    reason: 'MemberNotRunning',
    text: `${text}; but the mesh shows the cluster ${state.state || 'in no known state'}`,
    evidence,
    remedy: { text: `See the cluster in the ASM console, mesh ${facts.wish.mesh}, Cluster & Workload Management.` },
  });
}

function stateOf({ link, facts }: Walk) {
  return facts.observation.members?.get(link.clusterIds[0] ?? '');
}

function clusterOf({ link, facts }: Walk): Cluster | undefined {
  const found = facts.observation.clusters.get(link.clusterIds[0] ?? '');
  return found?.ok ? found.value : undefined;
}
