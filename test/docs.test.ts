/**
 * Every command in the docs: which test runs it as it stands, or why none can; and what can be known of it without running it, so that no flag, script or file of it is
 * made up.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseWords } from '../packages/cli/src/command/read.ts';
import { commands } from '../packages/cli/src/commands/commands.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

interface Block {
  readonly page: string;
  readonly language: string;
  readonly lines: readonly string[];
}

/** Pages for readers of the project; those of single packages are for who changes them. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join('docs', name.split(path.sep).join('/')))
    .sort(),
];

/** The commands that a page tells to type: all lines of `sh`, and those of `console` that begin with a prompt. */
const blocks: readonly Block[] = pages.flatMap((page) =>
  [...read(page).matchAll(/^```(sh|console)\n(.*?)^```/gms)].map(([, language = '', text = '']) => {
    const whole = text.replaceAll(/ \\\n\s*/g, ' ').split('\n');
    const typed =
      language === 'sh' ? whole : whole.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
    const lines = typed.map((line) => line.replace(/(^|\s)#.*$/, '').trim()).filter((line) => line !== '');
    return { page, language, lines };
  }),
);

/** By page and first command, for those that no test types as they stand: the test that does the same, and why it is not that one. */
const instead: Readonly<Record<string, { readonly test: string; readonly why: string }>> = {
  'README.md: npm start': {
    test: 'test/up.test.ts',
    why: 'installs and builds first, which the tests themselves need',
  },
  'README.md: . …/env.sh': { test: 'test/system/guide-with-kubectl.test.ts', why: 'the path is printed by a run' },
  'README.md: npm test': { test: 'scripts/lib/tally.test.ts', why: 'is what runs this' },
  'README.md: asmpvl init': { test: 'test/cli.test.ts', why: 'a list of commands, not steps' },
  'README.md: ./dist/asmpvl-operator.js --kubeconfig asm.kubeconfig --region cn-hangzhou --mesh c0123…': {
    test: 'test/rights.test.ts',
    why: 'needs a real account',
  },
  'README.md: kubectl apply -f config/crd': { test: 'test/install.test.ts', why: 'needs a real account' },
  'CONTRIBUTING.md: npm start -- --once': { test: 'test/up.test.ts', why: 'installs and builds first, and runs this' },
  'docs/install.md: kubectl --namespace asm-privatelink create secret generic asm --from-file=kubeconfig=asm.kubeconfig':
    {
      test: 'test/chart.test.ts',
      why: 'needs a managed ASM instance; every object that it renders is checked on a real server',
    },
  'docs/install.md: kubectl apply -f config/crd': {
    test: 'test/chart.test.ts',
    why: 'needs images to pull; applied there as a dry run of the server',
  },
  'docs/install.md: asmpvl handoff CLUSTER --cluster-kubeconfig reader.kubeconfig --write': {
    test: 'packages/cli/src/commands/handoff.test.ts',
    why: 'the names are the reader’s own',
  },
  'docs/walkthrough.md: asmpvl up --empty': {
    test: 'test/system/walkthrough.test.ts',
    why: 'started with a folder of its own',
  },
  'docs/walkthrough.md: . …/env.sh': { test: 'test/system/walkthrough.test.ts', why: 'the path is printed by a run' },
};

/** Whose `sh` blocks are typed as they stand. */
const typedBy: Readonly<Record<string, string>> = {
  'docs/install.md': 'test/install.test.ts',
  'docs/upgrade.md': 'test/install.test.ts',
  'docs/walkthrough.md': 'test/system/walkthrough.test.ts',
};

/** Made from the commands' own examples, each of which is held to its options below. */
const examples = 'docs/cli.md';

describe('every block of commands in the docs', () => {
  const untyped = blocks
    .filter(({ page, language }) => page !== examples && !(language === 'sh' && page in typedBy))
    .map(({ page, lines }) => `${page}: ${lines[0]}`);

  it('is typed by a test, or it is said which test does the same and why', () => {
    expect(untyped.sort()).toEqual(Object.keys(instead).sort());
  });

  it('names tests that exist, and that read the page', () => {
    for (const { test } of Object.values(instead)) expect(existsSync(path.join(root, test)), test).toBe(true);
    for (const [page, test] of Object.entries(typedBy)) expect(read(test)).toContain(path.basename(page));
  });
});

/** What helm prints after an installation: its commands are indented. */
const notes = 'config/chart/templates/NOTES.txt';
const noted = [...read(notes).matchAll(/^ {2}(asmpvl .+)$/gm)].map(([, line = '']) => ({ page: notes, line }));

describe('every line', () => {
  const typed = blocks.flatMap(({ page, lines: all }) => all.map((line) => ({ page, line })));
  const lines = [...typed, ...noted];
  const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

  it('of asmpvl names a command, and only flags and words that it takes', () => {
    const ours = lines.flatMap(({ line }) => {
      const words =
        line
          .split(/ [|>&]/)[0]
          ?.split(/\s+/)
          .filter((word) => word !== '…') ?? [];
      const [program = '', ...rest] = words;
      if (program === 'asmpvl') return [{ line, rest }];
      if (program === './dist/asmpvl-operator.js') return [{ line, rest: ['operator', ...rest] }];
      if (program === 'npm' && rest[0] === 'start') return [{ line, rest: ['up', ...rest.slice(2)] }];
      return [];
    });
    expect(ours.length).toBeGreaterThan(40);
    expect(noted).toHaveLength(3);
    for (const { line, rest } of ours) {
      const [name, ...words] = rest;
      const command = commands.find((each) => each.name === name);
      expect(command, line).toBeDefined();
      expect(() => parseWords(words, command?.options ?? [], name ?? ''), line).not.toThrow();
    }
  });

  it('of npm is a script that there is', () => {
    const named = lines.flatMap(({ line }) => [...(/^npm (?:run )?([a-z:]+)/.exec(line)?.slice(1) ?? [])]);
    expect(named.length).toBeGreaterThan(4);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  it('names files of this project that there are', () => {
    const files = lines.flatMap(({ line }) => line.match(/(?<![\w.~/-])(config|examples)\/\S+/g) ?? []);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) expect(existsSync(path.join(root, file)), file).toBe(true);
  });
});
