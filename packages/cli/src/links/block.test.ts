import { linkKey, linksOf } from '@asm-privatelink/console/links';
import { describe, expect, it } from 'vitest';
import { plain } from '../terminal/style.ts';
import { visibleWidth } from '../terminal/text.ts';
import { type BlockInput, renderBlock } from './block.ts';
import { configWith, degraded, provisioning } from './status.fixture.ts';

function input(fields: Partial<BlockInput> = {}): BlockInput {
  const links = linksOf(configWith(provisioning));
  const fixed = { overall: 'Provisioning', elapsedMs: 3_200, width: 79, height: 24, style: plain };
  return { links, timeline: new Map(), nameOf: () => 'guide', ...fixed, ...fields };
}

describe('the block of links', () => {
  it('shows each link with its stages, time and what is awaited', () => {
    expect(renderBlock(input())).toEqual([
      '  Provisioning  0 of 2 links up · 3 s',
      '  cluster  channel     service        endpoint       connection',
      '  guide    API server  ✓ Active     → ✓ Active     → ◌ Connecting  3 s',
      '           Waiting for the connection of endpoint ep-bp1i06bad79eb60c60 to be…',
      '           Pilot       ◌ Creating   → ·            → ·             3 s',
    ]);
  });

  it('a link that is up keeps the time at which it came up', () => {
    const links = linksOf(configWith(degraded));
    const timeline = new Map(links.filter((link) => link.up).map((link) => [linkKey(link), 4_130]));
    const [, , apiServer] = renderBlock(input({ links, timeline, elapsedMs: 60_000 }));
    expect(apiServer).toMatch(/✓ Connected {3}4\.1 s$/);
  });

  it('what needs a person is shown whole, wrapped under its link', () => {
    const lines = renderBlock(input({ links: linksOf(configWith(degraded)), overall: 'Degraded' }));
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain('Use vsw-bp1jsgsanpvxpj32yai50 (cn-hangzhou-j).');
    expect(lines.join('\n')).toContain('✗ none');
  });

  it.each([40, 60, 79, 120])('no line is wider than %i columns', (width) => {
    const lines = renderBlock(input({ width, links: linksOf(configWith(degraded)) }));
    expect(Math.max(...lines.map(visibleWidth))).toBeLessThanOrEqual(width);
  });

  it('of more links than the terminal has lines, those that are not up are shown and the rest counted', () => {
    const ids = Array.from({ length: 50 }, (_, i) => `c${i}`);
    const lines = renderBlock(input({ links: linksOf(configWith(undefined, ids)), height: 24, nameOf: (id) => id }));
    expect(lines.length).toBeLessThan(24);
    expect(lines.at(-1)).toMatch(/… and 9\d more links/);
  });

  it('is never taller than the terminal, however long the messages', () => {
    const stuck = linksOf(configWith(degraded)).filter((link) => link.stuck);
    const links = Array.from({ length: 9 }, () => stuck).flat();
    expect(renderBlock(input({ links, height: 12, width: 50 }))).toHaveLength(10);
  });
});
