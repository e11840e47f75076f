/**
 * The world to begin with, as a user writes it: a YAML file or an object. Short to write: only VPCs and clusters are needed, everything
 * else has a default. `build.ts` makes the world of it.
 *
 * @example
 * mesh: { vpc: control }
 * vpcs:
 *   - { name: control, vSwitches: [{ zone: i }, { zone: j }] }
 *   - { name: data, vSwitches: [{ zone: j }] }
 * clusters:
 *   - { name: shop, vpc: data, zone: i }
 */
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Switches } from './guesses.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { deepestIssues, type IssuePath, type SchemaIssue } from './schema-issues.ts';

/** What a user writes. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
/** With every default filled in. */
export type Scenario = Omit<z.output<typeof scenarioSchema>, 'switches'> & { readonly switches: Partial<Switches> };

export interface ScenarioProblem {
  /** `clusters[2].vpc` */
  readonly path: string;
  readonly message: string;
  /** From 1; only of a file. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A scenario that cannot be used, with every reason. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly code = 'ScenarioInvalid';
  readonly problems: readonly ScenarioProblem[];

  constructor(problems: readonly ScenarioProblem[], file: string) {
    const lines = problems.map(({ path, message, line, column }) => {
      const place = line === undefined ? '' : `:${line}:${column}`;
      return `  ${file}${place} ${path === '' ? '' : `${path}: `}${message}`;
    });
    super(`the scenario cannot be used:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

/** Checks a scenario given as an object. Throws ScenarioError. */
export function parseScenario(input: unknown, file = 'scenario'): Scenario {
  return check(input, file, () => undefined);
}

/** Checks a scenario given as YAML text. Throws ScenarioError, with line and column. */
export function parseScenarioFile(text: string, file = 'scenario'): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new ScenarioError(
      document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { path: '', message: error.message.split('\n', 1)[0] ?? error.code, line, column: col };
      }),
      file,
    );
  }
  return check(document.toJS({ maxAliasCount: 100 }) ?? {}, file, (path) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]);
    }
    return undefined;
  });
}

function check(
  input: unknown,
  file: string,
  place: (path: IssuePath) => { line: number; col: number } | undefined,
): Scenario {
  const parsed = scenarioSchema.safeParse(input);
  const issues = parsed.success ? crossChecks(parsed.data) : deepestIssues(parsed.error.issues);
  if (issues.length > 0 || !parsed.success) {
    throw new ScenarioError(
      issues.map(({ path, message }) => {
        const at = place(path);
        return { path: printPath(path), message, line: at?.line, column: at?.col };
      }),
      file,
    );
  }
  return parsed.data as Scenario; // the schema of `switches` is made from the same table as the type Switches
}

/** What one part of a scenario says of another. */
function crossChecks(scenario: z.output<typeof scenarioSchema>): SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  const vpcs = new Map(
    scenario.vpcs.flatMap((found) => [[found.name, found] as const, [found.id ?? found.name, found] as const]),
  );
  const knownVpc = (path: IssuePath, wanted: string) => {
    if (!vpcs.has(wanted)) issues.push({ path, message: `no VPC of the scenario is called "${wanted}"` });
  };
  if (scenario.mesh) knownVpc(['mesh', 'vpc'], scenario.mesh.vpc);
  scenario.clusters.forEach((found, i) => knownVpc(['clusters', i, 'vpc'], found.vpc));
  scenario.securityGroups.forEach((found, i) => knownVpc(['securityGroups', i, 'vpc'], found.vpc));
  scenario.endpoints.forEach((found, i) => knownVpc(['endpoints', i, 'vpc'], found.vpc));
  scenario.balancers.forEach((found, i) => knownVpc(['balancers', i, 'vpc'], found.vpc));
  const unique = (path: (i: number) => IssuePath, what: string, values: (string | undefined)[]) => {
    const seen = new Set<string>();
    values.forEach((value, i) => {
      if (value !== undefined && seen.has(value)) {
        issues.push({ path: path(i), message: `${what} ${value} is there twice` });
      }
      if (value !== undefined) seen.add(value);
    });
  };
  unique(
    (i) => ['vpcs', i, 'name'],
    'the VPC',
    scenario.vpcs.map((found) => found.name),
  );
  unique(
    (i) => ['clusters', i, 'id'],
    'the cluster',
    scenario.clusters.map((found) => found.id),
  );
  unique(
    (i) => ['keys', i, 'id'],
    'the key',
    scenario.keys.map((found) => found.id),
  );
  unique(
    (i) => ['roles', i, 'name'],
    'the role',
    scenario.roles.map((found) => found.name),
  );
  const vSwitchIds = scenario.vpcs.flatMap((found) => found.vSwitches.map((inner) => inner.id));
  unique(() => ['vpcs'], 'the vSwitch', vSwitchIds);
  return issues;
}

function printPath(path: IssuePath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
