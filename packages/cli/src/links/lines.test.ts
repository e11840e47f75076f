import { linksOf } from '@asm-privatelink/console/links';
import { describe, expect, it } from 'vitest';
import { changeLines, nothingShown, type Shown } from './lines.ts';
import { available, configWith, degraded, provisioning } from './status.fixture.ts';

const nameOf = () => 'guide';
const shown = (status: typeof available): Shown => ({
  overall: status.status ?? '',
  links: linksOf(configWith(status)),
});

describe('the plain lines of progress', () => {
  it('one line for each link that changed, then the whole', () => {
    expect(changeLines(nothingShown, shown(provisioning), 1_200, nameOf)).toEqual([
      '  1.2 s  guide API server  service epsrv-bp1gqb8g1b8d7uactd Active → endpoint ep-bp1i06bad79eb60c60 Active → connection Connecting',
      '  1.2 s  guide Pilot       service epsrv-bp1cl4qwzkf747ug6t Creating → endpoint – → connection –',
      '  1.2 s  ASMPvlConfig default is Provisioning',
    ]);
    expect(changeLines(shown(provisioning), shown(available), 75_000, nameOf).at(-1)).toBe(
      '   1:15  ASMPvlConfig default is Available',
    );
  });

  it('says nothing when nothing changed, and nothing of a link that has nothing yet', () => {
    expect(changeLines(shown(available), shown(available), 9_000, nameOf)).toEqual([]);
    const empty = { overall: '', links: linksOf(configWith()) };
    expect(changeLines(nothingShown, empty, 9_000, nameOf)).toEqual([]);
  });

  it('a link that needs a person says why', () => {
    expect(changeLines(nothingShown, shown(degraded), 900, nameOf).join('\n')).toContain(
      'Use vsw-bp1jsgsanpvxpj32yai50',
    );
  });
});
