/** Names and descriptions that would be markup stay text, on every page that shows them. */
import path from 'node:path';
import { resource } from '@asm-privatelink/api';
import { systemClock } from '@asm-privatelink/cloud';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningConsole, startConsole } from '../../packages/console/src/index.ts';
import { standInSources } from '../../packages/console/src/testing/stand-in.ts';
import { type Browser, findChromium, openBrowser } from '../support/browser.ts';
import { goTo, type Watched, watch } from '../support/console-page.ts';

const chromium = findChromium();
const evil = [
  '<img src=x onerror="alert(1)">',
  '<script>alert(2)</script>',
  '"><svg onload=alert(3)>',
  'javascript:alert(4)',
  "'-alert(5)-'",
  '</text></svg><iframe srcdoc="<script>alert(6)</script>">',
  '{{constructor.constructor("alert(7)")()}}',
].join(' ');
const Tags = [{ Key: evil, Value: evil }];
const service = {
  ServiceId: evil,
  ServiceName: evil,
  ServiceDomain: evil,
  ServiceDescription: evil,
  ServiceStatus: evil,
  ServiceResourceType: evil,
  Zones: [evil],
  Tags,
};
const endpoint = {
  EndpointId: evil,
  EndpointName: evil,
  EndpointDescription: evil,
  EndpointDomain: evil,
  EndpointStatus: evil,
  ConnectionStatus: evil,
  ServiceId: evil,
  ServiceName: evil,
  VpcId: evil,
  Tags,
};

const answers = {
  ListVpcEndpointServices: { Services: [service] },
  ListVpcEndpointServicesByEndUser: { Services: [service] },
  GetVpcEndpointServiceAttribute: { ...service, Payer: evil },
  ListVpcEndpointConnections: {
    Connections: [
      { EndpointId: evil, ServiceId: evil, ConnectionStatus: evil, Zones: [{ ZoneId: evil, ZoneStatus: evil }] },
    ],
  },
  ListVpcEndpointServiceResources: { Resources: [{ ResourceId: evil, ResourceType: evil, ZoneId: evil, Ip: evil }] },
  ListVpcEndpoints: { Endpoints: [endpoint] },
  GetVpcEndpointAttribute: endpoint,
  ListVpcEndpointZones: { Zones: [{ ZoneId: evil, ZoneDomain: evil, EniIp: evil }] },
  ListVpcEndpointSecurityGroups: { SecurityGroups: [{ SecurityGroupId: evil, SecurityGroupStatus: evil }] },
};

describe.skipIf(chromium === undefined)('what would be markup', { timeout: 60_000 }, () => {
  let served: RunningConsole;
  let browser: Browser;
  let page: Page;
  let watched: Watched;

  beforeAll(async () => {
    const sources = standInSources(answers);
    served = await startConsole({ sources, clock: systemClock(), pages: path.resolve('dist/console-pages'), port: 0 });
    const row = { reason: evil, message: evil, zones: [{ zoneId: evil, vSwitchId: evil }] };
    sources.show({
      apiVersion: resource.apiVersion,
      kind: resource.kind,
      metadata: { name: 'default', generation: 1, annotations: { evil } },
      spec: { ackVpcEndpoint: [{ clusterId: evil, vSwitches: [] }], asmVpcEndpoint: { vSwitches: [] } },
      status: {
        status: 'Degraded',
        clusters: [
          {
            clusterId: evil,
            pvlEndpoint: { id: evil, status: evil, connectionStatus: 'Disconnected', domainName: evil },
            pvlEndpointService: { id: evil, status: evil, name: evil },
            ...row,
          },
        ],
      },
    });
    browser = await openBrowser(chromium ?? '');
    page = await browser.context.newPage();
    page.setDefaultTimeout(15_000);
    watched = watch(page, served.url);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const id = encodeURIComponent(evil);
  it.each(['topology', 'configuration', 'clusters', 'services', `services/${id}`, 'endpoints', `endpoints/${id}`])(
    'is text on %s',
    async (place) => {
      await goTo(page, served.url, place);
      expect(
        await page.evaluate(
          'document.querySelectorAll("main script, main iframe, main img, main [onload], main [onerror], main svg svg, [href^=javascript]").length',
        ),
      ).toBe(0);
    },
  );

  it('is shown, not left out', async () => {
    await goTo(page, served.url, 'services');
    expect(await page.locator('tbody').textContent()).toContain(evil);
  });

  it('has run nothing and asked for nothing', () => {
    expect(watched.complaints).toEqual([]);
  });
});
