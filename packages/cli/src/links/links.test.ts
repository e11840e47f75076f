import { linksOf } from '@asm-privatelink/console/links';
import { describe, expect, it } from 'vitest';
import { settled } from './settled.ts';
import { available, clusterId, configWith, degraded, provisioning } from './status.fixture.ts';

describe('the links of a config', () => {
  it('without a status: both channels of each cluster, nothing there yet', () => {
    const links = linksOf(configWith(undefined, ['c1', 'c2']));
    expect(links.map((link) => `${link.clusterId} ${link.channel}`)).toEqual([
      'c1 API server',
      'c1 Pilot',
      'c2 API server',
      'c2 Pilot',
    ]);
    expect(links.every(({ up, service, endpoint }) => !up && service.mood === 'none' && endpoint.mood === 'none')).toBe(
      true,
    );
  });

  it('a link is up when its service and endpoint are Active and the connection is Connected, and not before', () => {
    expect(linksOf(configWith(provisioning)).map((link) => link.up)).toEqual([false, false]);
    expect(linksOf(configWith(available)).map((link) => link.up)).toEqual([true, true]);
  });

  it('every cluster shares the one Pilot service', () => {
    const [, pilot] = linksOf(configWith(provisioning));
    expect(pilot?.service).toEqual({ id: 'epsrv-bp1cl4qwzkf747ug6t', state: 'Creating', mood: 'working' });
    expect(pilot?.endpoint.mood).toBe('none');
  });

  it('a reason that needs a person makes a link stuck', () => {
    expect(linksOf(configWith(degraded)).map((link) => link.stuck)).toEqual([false, true]);
  });

  it('a connection that was cut is bad, not on its way', () => {
    const [row] = available.clusters ?? [];
    const cut = {
      ...available,
      clusters: [{ clusterId, ...row, pvlEndpoint: { ...row?.pvlEndpoint, connectionStatus: 'Disconnected' } }],
    };
    expect(linksOf(configWith(cut))[0]?.connection.mood).toBe('bad');
  });
});

describe('whether a config has settled', () => {
  it.each([
    ['no status yet', configWith(), undefined],
    ['being made', configWith(provisioning), undefined],
    ['all links up', configWith(available), 'available'],
    ['only a person can help', configWith(degraded), 'stalled'],
    ['a status of an older spec says nothing', configWith({ ...available, observedGeneration: 0 }), undefined],
  ])('%s', (_, config, expected) => {
    expect(settled(config)).toBe(expected);
  });
});
