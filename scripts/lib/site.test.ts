import { describe, expect, it } from 'vitest';
import { anchorsOf, brokenLinks, filesOf, linksOf, orphans } from './site.mjs';

const pages = new Map([
  [
    'docs/index.md',
    '# Index\n[a](a.md#the-second-part) [b](../B.md) [w](https://example.org) `[no](link.md)`\n```sh\n[no](x)\n```\n',
  ],
  ['docs/a.md', '# A\n## The *second* part\n## The second part\n[self](#a)'],
  ['B.md', '# B\n![p](docs/picture.svg)'],
  ['docs/lost.md', '# Lost\n[b](../B.md#nothing) [gone](gone.md)'],
]);
const exists = (name: string) => name === 'docs/picture.svg';

describe('links of pages', () => {
  it('are those that are not in code', () => {
    expect(linksOf(pages.get('docs/index.md') ?? '')).toEqual([
      'a.md#the-second-part',
      '../B.md',
      'https://example.org',
    ]);
  });

  it('lead to headings by ids as GitHub makes them', () => {
    expect(anchorsOf(pages.get('docs/a.md') ?? '')).toEqual(['a', 'the-second-part', 'the-second-part-1']);
  });

  it('that lead to files and not to pages are known', () => {
    expect(filesOf(pages)).toEqual(['docs/picture.svg', 'docs/gone.md']);
  });

  it('that lead nowhere are named, as are pages to which none leads', () => {
    expect(brokenLinks(pages, exists)).toEqual([
      'docs/lost.md: ../B.md#nothing: B.md has no such heading',
      'docs/lost.md: gone.md leads to nothing',
    ]);
    expect(orphans(pages, 'docs/index.md', () => false)).toEqual(['docs/lost.md: no page leads to it']);
    expect(orphans(pages, 'docs/index.md', (name) => name === 'docs/lost.md')).toEqual([]);
  });
});
