import { type Environment, EvaluationError } from '@marcbachmann/cel-js';
import { compareVersions, parseLooseVersion, parseVersion, type Version } from './go-semver.ts';

class Semver {
  readonly version: Version;

  constructor(version: Version) {
    this.version = version;
  }
}

const TYPE = 'kubernetes.Semver';

/** Semantic versions: k8s.io/apiserver/pkg/cel/library/semverlib.go. */
export function registerSemver(environment: Environment): void {
  const compare = (left: Semver, right: Semver): number => compareVersions(left.version, right.version);
  const read = (text: string, isLoose = false): Version | { problem: string } =>
    isLoose ? parseLooseVersion(text) : parseVersion(text);
  const isVersion = (text: string, isLoose?: boolean): boolean => !('problem' in read(text, isLoose));
  const toVersion = (text: string, isLoose?: boolean): Semver => {
    const parsed = read(text, isLoose);
    if ('problem' in parsed) throw new EvaluationError(parsed.problem);
    return new Semver(parsed);
  };
  environment
    .registerType(TYPE, Semver)
    .registerOperator(`${TYPE} == ${TYPE}`, (left: Semver, right: Semver) => compare(left, right) === 0)
    .registerFunction('isSemver(string): bool', (text: string) => isVersion(text))
    .registerFunction('isSemver(string, bool): bool', isVersion)
    .registerFunction(`semver(string): ${TYPE}`, (text: string) => toVersion(text))
    .registerFunction(`semver(string, bool): ${TYPE}`, toVersion)
    .registerFunction(`${TYPE}.compareTo(${TYPE}): int`, (left: Semver, right: Semver) => BigInt(compare(left, right)))
    .registerFunction(`${TYPE}.isLessThan(${TYPE}): bool`, (left: Semver, right: Semver) => compare(left, right) < 0)
    .registerFunction(
      `${TYPE}.isGreaterThan(${TYPE}): bool`,
      (left: Semver, right: Semver) => compare(left, right) > 0,
    );
  for (const [at, name] of ['major', 'minor', 'patch'].entries()) {
    environment.registerFunction(`${TYPE}.${name}(): int`, ({ version }: Semver) =>
      BigInt.asIntN(64, version.numbers[at] ?? 0n),
    );
  }
}
