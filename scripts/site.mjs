/**
 * The documentation as a static site in site/: every page of docs/ and the pages at the root that it links to. It fails on a link or a heading that
 * does not exist, and on a page that no other leads to.
 *
 *   node scripts/site.mjs
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { marked } from 'marked';
import { fail, say } from './lib/say.mjs';
import { anchorsOf, brokenLinks, filesOf, htmlName, linksOf, orphans } from './lib/site.mjs';
import { fromRoot, packageFolders, root } from './lib/workspace.mjs';

const out = path.join(root, 'site');
const atRoot = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const readmes = packageFolders()
  .map((folder) => `${fromRoot(folder)}/README.md`)
  .filter((name) => existsSync(path.join(root, name)));
const names = [...atRoot, ...under('docs').filter((name) => name.endsWith('.md')), ...readmes];
const pages = new Map(names.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]));

const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --link: light-dark(#0550ae, #79c0ff); }
body { font: 16px/1.6 system-ui, sans-serif; margin: 0; color: light-dark(#1f2328, #e6edf3); background: light-dark(#fff, #0d1117); }
nav { padding: .7rem 1.2rem; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.2rem 4rem; }
a { color: var(--link); }
nav a:first-child { font-weight: 600; }
pre, code { font-family: ui-monospace, monospace; font-size: .88em; background: var(--soft); border-radius: 4px; }
code { padding: .1em .3em; }
pre { padding: .8rem 1rem; overflow-x: auto; }
pre code { padding: 0; background: none; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
blockquote { margin: 0; padding: .1rem 1rem; border-left: 4px solid var(--line); }
img { max-width: 100%; }
`;

const wrong = [
  ...brokenLinks(pages, (name) => existsSync(path.join(root, name))),
  ...orphans(pages, 'docs/index.md', (name) => name.includes('decisions/0000-')),
];
if (wrong.length > 0) {
  fail(wrong.join('\n'));
}

rmSync(out, { recursive: true, force: true });
for (const [name, text] of pages) {
  write(htmlName(name), page(name, text));
}
for (const name of filesOf(pages).filter((other) => !pages.has(`${other}/README.md`))) {
  mkdirSync(path.dirname(path.join(out, name)), { recursive: true });
  cpSync(path.join(root, name), path.join(out, name), { recursive: true });
}
write(
  'index.html',
  '<!doctype html><meta http-equiv="refresh" content="0; url=docs/index.html"><title>asm-privatelink</title>\n',
);
const links = [...pages.values()].reduce((sum, text) => sum + linksOf(text).length, 0);
say(`${pages.size} pages with ${links} links, all of which lead somewhere, in site/`);

/** @param {string} folder from the root @returns {string[]} */
function under(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => statSync(path.join(root, name)).isFile())
    .sort();
}

/** @param {string} name @param {string} text */
function write(name, text) {
  const file = path.join(out, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @param {string} name @param {string} text */
function page(name, text) {
  const up = path.posix.relative(path.posix.dirname(name), '.') || '.';
  const title = /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? 'asm-privatelink';
  const ids = anchorsOf(text);
  let nth = 0;
  const body = marked
    .parse(text, { async: false })
    .replaceAll(/<h([1-6])>/g, (_, level) => `<h${level} id="${ids[nth++] ?? ''}">`)
    .replaceAll(/href="([^"#:]+)\.md(#[^"]*)?"/g, 'href="$1.html$2"')
    .replaceAll(/href="([^"#:.][^"#:]*)"/g, (whole, link) =>
      pages.has(path.posix.join(path.posix.dirname(name), link, 'README.md')) ? `href="${link}/README.html"` : whole,
    )
    .replaceAll('<table>', '<div class="wide"><table>')
    .replaceAll('</table>', '</table></div>');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replaceAll('<', '&lt;')} · asm-privatelink</title>
<style>${style}</style>
<nav><a href="${up}/docs/index.html">asm-privatelink</a> <a href="${up}/docs/install.html">Install</a> <a href="${up}/docs/concepts.html">Concepts</a> <a href="${up}/docs/cli.html">Commands</a> <a href="${up}/docs/troubleshooting.html">Troubleshooting</a></nav>
<main>
${body}</main>
</html>
`;
}
