import { Environment, EvaluationError } from '@marcbachmann/cel-js';
import { compilePattern } from '../pattern.ts';
import { registerBytes } from './functions/bytes.ts';
import { registerCidr } from './functions/cidr.ts';
import { registerConversions } from './functions/conversions.ts';
import { registerFormat } from './functions/format.ts';
import { registerIp } from './functions/ip.ts';
import { registerLists } from './functions/lists.ts';
import { registerMacros } from './functions/macros.ts';
import { registerNulls } from './functions/nulls.ts';
import { registerOptionals } from './functions/optionals.ts';
import { registerQuantity } from './functions/quantity.ts';
import { registerRegex } from './functions/regex.ts';
import { registerSemver } from './functions/semver.ts';
import { registerSequences } from './functions/sequences.ts';
import { registerSets } from './functions/sets.ts';
import { registerStrings } from './functions/strings.ts';
import { registerUrls } from './functions/urls.ts';

/** The name under which `matches` is really called, see `adapt`: the library's own uses a backtracking engine. */
export const MATCHES = 'matchesRe2';

const libraries = [
  registerBytes,
  registerConversions,
  registerFormat,
  registerIp,
  registerCidr, // Needs the type of addresses.
  registerLists,
  registerMacros,
  registerOptionals,
  registerQuantity,
  registerRegex,
  registerSemver,
  registerSequences,
  registerSets,
  registerStrings,
  registerUrls,
  registerNulls, // Needs the types of all others.
];

/** Beyond anything that the server's own limits let pass, which `syntax/` holds expressions to. */
const limits = { maxDepth: 1_000, maxCallArguments: 100_000, maxListElements: 100_000, maxMapEntries: 100_000 };

const rules = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: false, limits })
  .registerFunction(`string.${MATCHES}(string): bool`, matches)
  .registerFunction(`${MATCHES}(string, string): bool`, matches);
for (const register of libraries) register(rules);

/** CEL as Kubernetes rules have it: optional values, and the functions of k8s.io/apiserver/pkg/cel/environment (1.36). */
export function ruleEnvironment(): Environment {
  return rules.clone();
}

function matches(text: string, pattern: string): boolean {
  const compiled = compilePattern(pattern);
  if ('problem' in compiled) throw new EvaluationError(compiled.problem);
  return compiled.matches(text);
}
