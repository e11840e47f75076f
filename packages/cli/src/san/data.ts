/** What the names of a certificate, or of the setting, come to. Pure. */

import type { SanCluster, SanData } from '@asm-privatelink/console';
import { covers } from '@asm-privatelink/link';
import { MANAGED, type Subject } from './subjects.ts';

export interface Reading {
  readonly subject: Subject;
  /** Undefined when it could not be read. */
  readonly served: readonly string[] | undefined;
}

export function sanData(readings: readonly Reading[], from: string): SanData {
  return {
    verified: readings.every(({ served }) => served !== undefined),
    from,
    clusters: readings.map(clusterData),
  };
}

function clusterData({ subject, served }: Reading): SanCluster {
  const { clusterId, name, type, domain, setting } = subject;
  const verdict = verdictOf(subject, served);
  return {
    clusterId,
    name,
    type,
    domainName: domain ?? null,
    setting: [...setting],
    served: served === undefined ? null : [...served],
    verdict,
    message: messageOf(subject, verdict),
    remedy: remedyOf(subject, verdict),
  };
}

type Verdict = SanCluster['verdict'];

function verdictOf({ domain, setting, unreadable }: Subject, served: readonly string[] | undefined): Verdict {
  if (unreadable !== undefined) return 'unknown';
  if (domain === undefined) return 'early';
  const set = covers(setting, domain);
  if (served === undefined) return set ? 'set' : 'unset';
  if (covers(served, domain)) return 'present';
  return set ? 'restarting' : 'missing';
}

/** Whether `san add` has something to do. */
export function lacks({ verdict }: Pick<SanCluster, 'verdict'>): boolean {
  return verdict === 'missing' || verdict === 'unset';
}

function messageOf({ unreadable = '', pilotDomain, setting }: Subject, verdict: Verdict): string {
  const pilot = pilotDomain !== undefined && covers(setting, pilotDomain);
  const mistaken = pilot ? ' It bears the domain of the endpoint to Pilot, which nobody looks for there.' : '';
  switch (verdict) {
    case 'present':
      return `the certificate that it serves bears the domain.${mistaken}`;
    case 'missing':
      return `the certificate that it serves lacks the domain: TLS of the mesh fails.${mistaken}`;
    case 'restarting':
      return 'the domain is set, but another certificate is served: its restart is not over, or did not happen.';
    case 'set':
      return 'the domain is set; whether it is served cannot be seen from here (unverified).';
    case 'unset':
      return `the domain is not set; what is served cannot be seen from here (unverified).${mistaken}`;
    case 'early':
      return 'there is no endpoint to its API server yet, so no domain.';
    case 'unknown':
      return unreadable;
  }
}

function remedyOf({ clusterId, type }: Subject, verdict: Verdict): string | null {
  switch (verdict) {
    case 'missing':
    case 'unset':
      return type === MANAGED
        ? `asmpvl san add --cluster ${clusterId} (its API server restarts for a moment)`
        : `A cluster of type ${type || 'unknown'} takes names only when it is made: use a managed cluster.`;
    case 'restarting':
      return 'Look again in a minute; if it stays so, look at the tasks of the cluster in the ACK console.';
    case 'early':
      return 'Wait until the endpoint is there: asmpvl status --watch; if it does not come: asmpvl diagnose.';
    default:
      return null;
  }
}
