import { linksOf } from '@asm-privatelink/console/links';
import { describe, expect, it } from 'vitest';
import { available, clusterId, configWith, degraded } from '../links/status.fixture.ts';
import { plain } from '../terminal/style.ts';
import { visibleWidth } from '../terminal/text.ts';
import type { Facts } from './facts.ts';
import { picture } from './picture.ts';
import { kubeconfigLines, nextLines, reportLines } from './report.ts';

const nameOf = () => 'guide';
const facts: Facts = {
  mesh: { id: 'c08c', name: 'guide', region: 'cn-hangzhou', vpcId: 'vpc-bp1asm', pilotBalancerId: 'lb-bp1pilot' },
  clusters: [{ id: clusterId, name: 'guide', vpcId: 'vpc-bp1ack', apiServerBalancerId: 'lb-bp1apiserver', port: 6443 }],
};
const proofs = [
  {
    clusterId,
    pilot: { ok: true, answer: '' } as const,
    apiServer: { ok: true, answer: 'v1' } as const,
    member: { state: 'Running', message: '' },
  },
];

describe('the report', () => {
  it('has the two words one waits for', () => {
    const links = linksOf(configWith(available));
    const text = reportLines({ facts, links, proofs, overall: 'Available', tookMs: 8_200, nameOf, style: plain }).join(
      '\n',
    );
    expect(text).toMatch(/^ {2}Available {2}ASMPvlConfig default: 2 of 2 links up, 8\.2 s/m);
    expect(text).toMatch(/^ {2}Running {4}guide:/m);
  });

  it('names each link that is not up with its reason', () => {
    const links = linksOf(configWith(degraded));
    const text = reportLines({ facts, links, proofs: [], overall: 'Degraded', tookMs: 1, nameOf, style: plain }).join(
      '\n',
    );
    expect(text).toContain('guide Pilot: ZoneNotServed');
    expect(text).not.toContain('Running');
  });

  it('prints the kubeconfigs so that a script can read them', () => {
    expect(kubeconfigLines({ asm: '/d/asm', clusters: ['/d/c1', '/d/c2'] })).toEqual([
      'asm kubeconfig: /d/asm',
      'cluster kubeconfig: /d/c1',
      'cluster kubeconfig: /d/c2',
    ]);
  });

  const next = {
    kubeconfigs: { asm: '/d/asm', clusters: ['/d/c1'] },
    configFile: '/d/config.yaml',
    envFile: '/d/env.sh',
    links: linksOf(configWith(available)),
    url: 'http://127.0.0.1:4000',
    region: 'cn-hangzhou',
    key: { id: 'ID', secret: 'SECRET' },
    style: plain,
    empty: false,
    noOperator: false,
  };

  it('what to try next in an empty mesh are the five commands, and without an operator the operator', () => {
    const lines = nextLines({ ...next, links: [], empty: true, noOperator: true });
    expect(lines.filter((line) => line.startsWith('  asmpvl'))).toEqual([
      '  asmpvl operator --manage',
      '  asmpvl init',
      '  asmpvl check asmpvlconfig.yaml',
      '  asmpvl apply asmpvlconfig.yaml',
      '  asmpvl san add --yes',
      '  asmpvl verify',
    ]);
  });

  it('what to try next names what is there', () => {
    const text = nextLines(next).join('\n');
    expect(text).toContain('. /d/env.sh');
    expect(text).toContain('--EndpointId ep-bp1i52311b91a5a25e');
    expect(text).toContain('--endpoint 127.0.0.1:4000');
  });
});

describe('the picture', () => {
  it('shows both channels with the real ids', () => {
    expect(picture(facts, linksOf(configWith(available)), nameOf).join('\n')).toMatchInlineSnapshot(`
      " ASM VPC vpc-bp1asm                       ACK VPC vpc-bp1ack
      ┌──────────────────────────────────┐     ┌──────────────────────────────────┐
      │ control plane                    │     │ API server of guide              │
      │   ↓ dials                        │     │   ↑ lb-bp1apiserver              │
      │ ep-bp1i06bad79eb60c60            ┼─────▶ epsrv-bp1gqb8g1b8d7uactd         │
      │                                  │     │                                  │
      │ epsrv-bp1cl4qwzkf747ug6t         ◀─────┼ ep-bp1i52311b91a5a25e            │
      │   ↓ lb-bp1pilot                  │     │   ↑ dial                         │
      │ Pilot                            │     │ sidecars                         │
      └──────────────────────────────────┘     └──────────────────────────────────┘"
    `);
  });

  it('shows what is not connected, and why', () => {
    expect(picture(facts, linksOf(configWith(degraded)), nameOf).join('\n')).toContain('not connected: ZoneNotServed');
  });

  it('fits 80 columns', () => {
    const lines = picture(facts, linksOf(configWith(available)), nameOf);
    expect(Math.max(...lines.map(visibleWidth))).toBeLessThanOrEqual(78);
  });
});
