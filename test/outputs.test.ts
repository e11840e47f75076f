/**
 * What each command says, whole, in each way of saying it, as the built program in a process of its own: text and JSON are compared with what was said
 * before, YAML with the JSON. One mesh is led through its life, and each command is asked where it has something to say. What is declared and not asked
 * here fails the last test.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../packages/cli/src/commands/commands.ts';
import { configs } from '../packages/cli/src/kube/configs.ts';
import { normalised, transcript } from '../packages/cli/src/testing/normalised.ts';
import { openWorld, type Ran, type World } from '../packages/cli/src/testing/world.ts';
import { Program } from './support/program.ts';

const CLUSTER = 'cab9ace222210457a83f09fcd42e9f1d7';
const example = 'examples/asmpvlconfig.yaml';
let world: World;
const bad = () => path.join(world.folder, 'bad.yaml');
const reader = () => world.places.kubeconfigs.clusters[0] ?? '';

beforeAll(async () => {
  world = await openWorld();
  writeFileSync(bad(), readFileSync(example, 'utf8').replace('zoneId: cn-hangzhou-i', 'zoneId: cn-hangzhou-x'));
}, 60_000);
afterAll(() => world.close());

/** What was asked, with the words that stand for files. */
const asked: string[] = [];

/** `asmpvl WORDS`; Ctrl-C is pressed as soon as one of its streams says `until`. */
async function run(words: string, until?: string): Promise<Ran> {
  const given = words.split(' ').map((word) => ({ BAD: bad(), READER: reader(), FOLDER: world.folder })[word] ?? word);
  const program = new Program(given, { ...world.env, ASMPVL_MESH: world.facts.mesh.id });
  if (until !== undefined) {
    await Promise.any([program.says(until, 'out'), program.says(until, 'err')]);
    program.child.kill('SIGINT');
  }
  const { code } = await program.ended;
  return { code: code ?? -1, out: program.out, err: program.err };
}

const serving = 'Serving until Ctrl-C.';
/** The last that is said of what is there. */
const watched = 'Available';

/** `asmpvl WORDS`, and what ends it if it does not end by itself; what is said as JSON is asked again as YAML, which must say the same. */
function says(...table: readonly (string | readonly [words: string, until: string])[]): void {
  it.each(table.map((each) => (typeof each === 'string' ? ([each, undefined] as const) : each)))(
    'asmpvl %s',
    async (words, until) => {
      asked.push(words, words.replace(/-o json$/, '-o yaml'));
      const ran = await run(words, until);
      expect(shortened(transcript(words, ran, world))).toMatchSnapshot();
      if (!words.endsWith('-o json')) return;
      const yaml = await run(words.replace(/json$/, 'yaml'), until);
      expect(dataIn(yaml.out)).toEqual(dataIn(ran.out));
      expect(yaml.code).toBe(ran.code);
    },
  );
}

/** Numbers are mostly measured. */
function dataIn(text: string): unknown {
  return parse(normalised(text, world), (_, value: unknown) => (typeof value === 'number' ? 0 : value));
}

/** Steps on the way differ in number and order, the mesh looks at its clusters when it likes, and of a picture people read the words. */
function shortened(text: string): string {
  return text
    .replace(/( as Connecting: )[^]*?(?=\n\n)/g, '$1…')
    .replace(/(^(! )? *TIME s {2}.*\n)+/gm, '… how it comes about …\n')
    .replace(/<svg[^]*<\/svg>/, (svg) =>
      [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, word]) => word).join('\n'),
    );
}

/** Asks status until it says so. */
async function becomes(fits: (status: { status: string; notes: unknown[] }) => boolean): Promise<void> {
  const fitting = (text: string) => text.split('\n').some((line) => line.startsWith('{') && fits(JSON.parse(line)));
  await world.asmpvl(['status', '--watch', '-o', 'json'], {
    until: fitting,
    env: { ASMPVL_MESH: world.facts.mesh.id },
  });
}

describe('before anything is applied', { timeout: 60_000 }, () => {
  says(
    'init --file -',
    'init --file - --zones 1 --yes',
    'init --file - -o json',
    `check ${example}`,
    `check ${example} -o json`,
    `plan ${example}`,
    `plan ${example} -o json`,
    `plan ${example} -o svg`,
    `plan ${example} --against empty`,
    'status',
    'diagnose',
    'topology',
    'sweep',
    'sweep -o json',
  );
});

describe('with its links up, and the names not in the certificates', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await world.connect();
    await becomes(({ notes }) => notes.length === 2 && JSON.stringify(notes).includes('x509'));
  }, 60_000);
  says(
    `apply ${example} --no-wait`,
    `apply ${example} --force-conflicts`,
    `apply ${example} -o json`,
    'status',
    'status -o wide',
    'status -o json',
    ['status --watch', watched],
    ['status --watch -o wide', watched],
    ['status --watch -o json', watched],
    `plan ${example}`,
    `check ${example}`,
    'diagnose',
    'diagnose -o wide',
    'diagnose -o json',
    `diagnose ${CLUSTER}`,
    'san show',
    'san show -o json',
    'san verify',
    'san add',
    'verify --tries 1',
    'verify --tries 1 -o json',
    'topology',
    'topology -o json',
    'topology -o svg',
    `handoff ${CLUSTER} --for cluster`,
    `handoff ${CLUSTER} --for cluster --revision stable`,
    `handoff ${CLUSTER} --for control-plane --cluster-kubeconfig READER`,
    `handoff ${CLUSTER} --for both`,
    'sweep',
  );
});

describe('with the names in the certificates', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await run('san add --yes');
    await becomes(({ notes }) => notes.length === 0);
  }, 60_000);
  says('san add --yes', 'san show', 'san verify', 'san verify -o json', 'verify --tries 1', 'status', 'diagnose');
});

describe('with a wrong zone in the config of links that are up', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await run('apply BAD --no-wait');
    await becomes(({ notes }) => notes.length === 1);
  }, 60_000);
  says('status', 'apply BAD', 'check BAD', 'plan BAD', 'diagnose');
});

describe('deleted again', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await world.client.delete(configs, { name: 'default' });
    await run('status --watch');
  }, 60_000);
  says('status', 'status --watch', `plan ${example}`, 'sweep');
});

describe('with a wrong zone from the beginning', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await run('apply BAD');
    await becomes(({ status }) => status === 'Degraded');
  }, 60_000);
  says(
    'apply BAD',
    'status',
    'status -o json',
    'status -o wide',
    'check BAD',
    'plan BAD',
    'diagnose',
    'topology',
    'verify --tries 1',
    'san show',
    `handoff ${CLUSTER} --for cluster`,
    `handoff ${CLUSTER} --for control-plane --cluster-kubeconfig READER`,
  );
});

describe('what serves', { timeout: 60_000 }, () => {
  says(
    'up --once --profile instant',
    'up --once --profile instant -o json',
    ['up --empty --profile instant', serving],
    ['up --no-operator --profile instant', serving],
    ['cloud --profile instant', serving],
    ['cloud --strict --product-ports privatelink', serving],
    ['cloud -o json', serving],
    'cloud --print-scenario',
    'cloud --print-scenario -o json',
    ['kube', serving],
    ['kube -o json', serving],
    ['console', serving],
  );
});

/** Held whole, or read by who it is for, elsewhere. */
const elsewhere: Readonly<Record<string, string>> = {
  'init --force': 'packages/cli/src/commands/init.test.ts',
  'diagnose --force': 'packages/cli/src/commands/bundle.test.ts',
  'handoff --write': 'packages/cli/src/commands/handoff.test.ts',
  'sweep --yes': 'test/system/sweep.test.ts',
  'cloud --profile fast': 'the default of up and cloud: it differs in time alone',
  'cloud --profile realistic': 'packages/emulator/src/profiles.ts: it differs in time alone',
  'up --profile fast': 'test/terminal.test.ts',
  'up --profile realistic': 'test/up.test.ts',
  'sweep --cloud-network public': 'packages/cli/src/operator/configuration.test.ts',
  'sweep --cloud-network vpc': 'packages/cli/src/operator/configuration.test.ts',
  'plan --against live': 'the default',
};
/** The operator is a program of its own, with its log (packages/cli/src/operator/configuration.test.ts, test/operator-kube.test.ts); shells read completions (completion.test.ts). */
const others = ['operator', 'completion'];

it('every command, format, switch and choice that is declared has been asked', () => {
  const declared = commands
    .filter(({ name }) => !others.includes(name))
    .flatMap(({ name, options }) =>
      options.flatMap((option) => {
        if (option.positional !== undefined) return (option.choices ?? []).map((each) => `${name} ${each}`);
        if (option.name === 'output') {
          return (option.choices ?? []).map((each) => (each === 'text' ? name : `${name} -o ${each}`));
        }
        if (option.choices !== undefined) return option.choices.map((each) => `${name} --${option.name} ${each}`);
        return option.value === undefined && option.name !== 'debug' && option.name !== 'help'
          ? [`${name} --${option.name}`]
          : [];
      }),
    );
  const has = (wanted: string) => {
    const [name = '', ...rest] = wanted.split(' ');
    return asked.some(
      (words) => words.split(' ')[0] === name && ` ${words} `.includes(` ${rest.join(' ')} `.replace('  ', ' ')),
    );
  };
  expect(declared.filter((each) => !has(each) && elsewhere[each] === undefined)).toEqual([]);
  expect(Object.keys(elsewhere).filter((each) => !declared.includes(each))).toEqual([]);
});
