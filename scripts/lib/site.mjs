/** Links and headings of Markdown pages. Pure. Names of pages are from the root of the checkout, with `/`. */
import path from 'node:path';

const OUTSIDE = /^(https?|mailto):/;

/** @param {string} text a page @returns {string[]} where its links and pictures lead; what stands in code is not a link */
export function linksOf(text) {
  return [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
}

/** @param {string} text @returns {string[]} the ids of its headings in their order, as GitHub makes them */
export function anchorsOf(text) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return [...withoutBlocks(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const id = heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-');
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id}-${before}`;
  });
}

/** @param {string} name @returns {string} `docs/cli.md` as `docs/cli.html` */
export function htmlName(name) {
  return name.replace(/\.md$/, '.html');
}

/**
 * @param {ReadonlyMap<string, string>} pages
 * @param {(name: string) => boolean} exists whether the checkout has a file or a folder
 * @returns {string[]} each link that leads nowhere, with its page
 */
export function brokenLinks(pages, exists) {
  return [...pages].flatMap(([name, text]) =>
    linksOf(text)
      .filter((link) => !OUTSIDE.test(link))
      .flatMap((link) => {
        const { target, anchor } = resolve(name, link);
        const there = pages.get(target);
        if (there === undefined && !exists(target)) return [`${name}: ${link} leads to nothing`];
        const known = anchor === '' || there === undefined || anchorsOf(there).includes(anchor);
        return known ? [] : [`${name}: ${link}: ${target} has no such heading`];
      }),
  );
}

/** @param {ReadonlyMap<string, string>} pages @returns {string[]} what pages link to and is no page: files and folders */
export function filesOf(pages) {
  const targets = [...pages].flatMap(([name, text]) =>
    linksOf(text)
      .filter((link) => !OUTSIDE.test(link))
      .map((link) => resolve(name, link).target),
  );
  return [...new Set(targets)].filter((target) => !pages.has(target));
}

/**
 * @param {ReadonlyMap<string, string>} pages
 * @param {string} start
 * @param {(name: string) => boolean} excused
 * @returns {string[]} each page to which nothing leads from the start
 */
export function orphans(pages, start, excused) {
  const reached = new Set([start]);
  for (const name of reached) {
    for (const link of linksOf(pages.get(name) ?? '')) {
      const { target } = resolve(name, link);
      for (const page of [target, `${target}/README.md`]) if (pages.has(page)) reached.add(page);
    }
  }
  return [...pages.keys()]
    .filter((name) => !reached.has(name) && !excused(name))
    .map((name) => `${name}: no page leads to it`);
}

/** @param {string} from @param {string} link */
function resolve(from, link) {
  const [file = '', anchor = ''] = link.split('#');
  return {
    target:
      file === '' ? from : path.posix.normalize(path.posix.join(path.posix.dirname(from), file)).replace(/\/$/, ''),
    anchor,
  };
}

/** @param {string} text */
function withoutBlocks(text) {
  return text.replaceAll(/^```[^]*?^```/gm, '');
}

/** @param {string} text */
function withoutCode(text) {
  return withoutBlocks(text).replaceAll(/`[^`\n]*`/g, '');
}
