import type { ASMPvlConfig } from '@asm-privatelink/api';
import { describe, expect, it } from 'vitest';
import { available, configWith, degraded } from '../links/status.fixture.ts';
import { plain } from '../terminal/style.ts';
import { statusData } from './data.ts';
import { statusLines } from './lines.ts';
import { statusSchema } from './schema.ts';
import { wideLines } from './wide.ts';

const shown = (config: ASMPvlConfig) => statusLines(statusData(config), { style: plain, width: 90 }).join('\n');

/** As the vendor's controller writes it: the documented fields and no others. */
function documentedOnly(config: ASMPvlConfig, word: string): ASMPvlConfig {
  const { clusters = [], pilot = {} } = config.status ?? {};
  return {
    ...config,
    status: {
      status: word,
      clusters: clusters.map(({ clusterId, pvlEndpoint, pvlEndpointService }) => ({
        clusterId,
        pvlEndpoint,
        pvlEndpointService,
      })),
      pilot: {
        clusters: (pilot.clusters ?? []).map(({ clusterId, pvlEndpoint }) => ({ clusterId, pvlEndpoint })),
        pvlEndpointService: pilot.pvlEndpointService,
      },
    },
  };
}

describe('the status', () => {
  it('that is good fits into a few lines', () => {
    expect(shown(configWith(available))).toMatchInlineSnapshot(`
      "✓ Available  ASMPvlConfig default · 2 of 2 links up

        CLUSTER        CHANNEL     SERVICE     ENDPOINT    CONNECTION     ZONES
        cab9ace2…f1d7  API server  ✓ Active    ✓ Active    ✓ Connected    –
                       Pilot       ✓ Active    ✓ Active    ✓ Connected    –"
    `);
  });

  it('that is not says of each link what is wrong and what to do', () => {
    expect(shown(configWith(degraded))).toMatchInlineSnapshot(`
      "✗ Degraded  ASMPvlConfig default · 1 of 2 links up

        CLUSTER        CHANNEL     SERVICE     ENDPOINT    CONNECTION     ZONES
        cab9ace2…f1d7  API server  ✓ Active    ✓ Active    ✓ Connected    –
                       Pilot       · none      · none      · none         –
                       ZoneNotServed: spec.ackVpcEndpoint[0].vSwitches: none of them lies in a
                       zone that load balancer lb-bp1pilot serves (cn-hangzhou-j). Use
                       vsw-bp1jsgsanpvxpj32yai50 (cn-hangzhou-j)."
    `);
  });

  it('is told from the documented fields alone', () => {
    expect(shown(documentedOnly(configWith(available), 'Available'))).toMatchInlineSnapshot(`
      "✓ Available  ASMPvlConfig default · 2 of 2 links up

        CLUSTER        CHANNEL     SERVICE     ENDPOINT    CONNECTION     ZONES
        cab9ace2…f1d7  API server  ✓ Active    ✓ Active    ✓ Connected    –
                       Pilot       ✓ Active    ✓ Active    ✓ Connected    –"
    `);
  });

  it('before there is any is on its way', () => {
    const { status: _, ...bare } = configWith(available);
    expect(statusData(bare)).toMatchObject({ status: 'Pending', health: 'progressing', linksUp: 0, links: 2 });
  });

  it.each([
    ['good', configWith(available)],
    ['bad', configWith(degraded)],
    ['good', documentedOnly(configWith(available), 'Available')],
    ['progressing', documentedOnly(configWith(available), 'Creating')],
  ])('is %s', (health, config) => {
    const data = statusData(config);
    expect(data.health).toBe(health);
    expect(statusSchema.strict().parse(data)).toEqual(data);
  });

  it('of a vendor’s word is bad when a connection was cut', () => {
    const config = documentedOnly(configWith(available), 'Unknown word');
    const endpoint = config.status?.clusters?.[0]?.pvlEndpoint;
    if (endpoint) endpoint.connectionStatus = 'Disconnected';
    expect(statusData(config).health).toBe('bad');
  });

  it('made from an earlier spec is on its way', () => {
    const config = configWith(available);
    const edited = { ...config, metadata: { ...config.metadata, generation: 99 } };
    expect(statusData(edited)).toMatchObject({ health: 'progressing', current: false });
  });

  it('wide has every id', () => {
    const lines = wideLines(statusData(configWith(available)));
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('.privatelink.aliyuncs.com');
  });
});
