import { describe, expect, it } from 'vitest';
import { meshWith } from './mesh.fixture.ts';
import { topologySvg } from './svg.ts';

describe('the picture as SVG', () => {
  it.each([1, 3, 12])('of %d clusters has an arrow with a sign for each API server and each VPC', (count) => {
    const vpcs = new Set(meshWith(count).clusters.map(({ vpcId }) => vpcId)).size;
    expect(topologySvg(meshWith(count)).match(/class="badge"/g)).toHaveLength(count + vpcs);
  });

  it('of a hundred has a tile for each, and in each VPC those that are not well first', () => {
    const svg = topologySvg(meshWith(100, 'every state'));
    expect(svg.match(/class="tile /g)).toHaveLength(100);
    expect(svg.indexOf('class="tile bad"')).toBeLessThan(svg.indexOf('class="tile good"'));
  });

  it('tells health by sign and by word as by colour, and is well-formed whatever a message holds', () => {
    const svg = topologySvg(meshWith(7, 'every state'));
    const signs = ['✓  Connected', '✗  ZoneNotServed', '◌  On its way', '·  Nothing yet'];
    for (const sign of signs) expect(svg).toContain(sign);
    expect(svg).not.toMatch(/<lb-1>|& more/);
    expect(svg).toContain('&lt;lb-1&gt; serves &amp; more.');
  });

  it('replaces what XML may not hold', () => {
    const mesh = meshWith(1);
    const [cluster] = mesh.clusters;
    if (cluster !== undefined) cluster.name = 'a\u0000b\u001bc';
    expect(topologySvg(mesh)).toContain('a\uFFFDb\uFFFDc');
  });
});
