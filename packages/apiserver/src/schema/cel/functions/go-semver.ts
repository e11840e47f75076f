import { goQuote } from '../../go-format.ts';
import { MAX_UINT } from '../integers.ts';

export interface Version {
  /** Major, minor and patch. */
  numbers: readonly bigint[];
  /** What is behind the dash, part by part. */
  preRelease: readonly string[];
}

/** Reads what blang/semver reads, in its words for what it does not. */
export function parseVersion(text: string): Version | { problem: string } {
  if (text === '') return { problem: 'Version string empty' };
  const [major, minor, ...rest] = text.split('.');
  if (major === undefined || minor === undefined || rest.length === 0) {
    return { problem: 'No Major.Minor.Patch elements found' };
  }
  const [, patch = '', pre, build] = /^([^+-]*)(?:-([^+]*))?(?:\+(.*))?$/s.exec(rest.join('.')) ?? [];
  const preRelease = pre?.split('.') ?? [];
  const problem =
    numberProblem('major', major) ??
    numberProblem('minor', minor) ??
    numberProblem('patch', patch) ??
    firstOf(preRelease.map(preReleaseProblem)) ??
    firstOf(build?.split('.').map(buildProblem) ?? []);
  return problem === undefined ? { numbers: [major, minor, patch].map(BigInt), preRelease } : { problem };
}

function numberProblem(name: string, digits: string): string | undefined {
  if (/\D/.test(digits)) return `Invalid character(s) found in ${name} number ${goQuote(digits)}`;
  if (/^0./.test(digits)) {
    return `${name.charAt(0).toUpperCase()}${name.slice(1)} number must not contain leading zeroes ${goQuote(digits)}`;
  }
  return unsignedProblem(digits);
}

function unsignedProblem(digits: string): string | undefined {
  const problem = digits === '' ? 'invalid syntax' : 'value out of range';
  const isRight = digits !== '' && digits.length <= 20 && BigInt(digits) <= MAX_UINT;
  return isRight ? undefined : `strconv.ParseUint: parsing ${goQuote(digits)}: ${problem}`;
}

function preReleaseProblem(part: string): string | undefined {
  if (part === '') return 'Prerelease is empty';
  if (/^0\d+$/.test(part)) return `Numeric PreRelease version must not contain leading zeroes ${goQuote(part)}`;
  if (/^\d+$/.test(part)) return unsignedProblem(part);
  return /[^0-9A-Za-z-]/.test(part) ? `Invalid character(s) found in prerelease ${goQuote(part)}` : undefined;
}

function buildProblem(part: string): string | undefined {
  if (part === '') return 'Build meta data is empty';
  return /[^0-9A-Za-z-]/.test(part) ? `Invalid character(s) found in build meta data ${goQuote(part)}` : undefined;
}

function firstOf(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}

/** The same of a version that may have a `v` before it, zeros before its numbers, or fewer than three of them. */
export function parseLooseVersion(text: string): Version | { problem: string } {
  const [major = '', minor, ...rest] = text.replace(/^v/, '').split('.');
  const parts = [major, ...(minor === undefined ? [] : [minor]), ...(rest.length === 0 ? [] : [rest.join('.')])];
  if (parts.length < 3 && /[+-]/.test(parts.at(-1) ?? '')) {
    return { problem: 'short version cannot contain PreRelease/Build meta data' };
  }
  const numbers = parts.map((part) => (part.length > 1 ? part.replace(/^0+/, '').replace(/^(?!\d)/, '0') : part));
  return parseVersion([...numbers, '0', '0'].slice(0, 3).join('.'));
}

/** Below, at or above 0. What comes before a release is below it; numbers are below words. */
export function compareVersions(left: Version, right: Version): number {
  for (const [at, number] of left.numbers.entries()) {
    const other = right.numbers[at] ?? 0n;
    if (number !== other) return number < other ? -1 : 1;
  }
  const [ours, theirs] = [left.preRelease, right.preRelease];
  if (ours.length === 0 || theirs.length === 0) return Math.sign(theirs.length - ours.length);
  for (const [at, part] of ours.entries()) {
    const other = theirs[at];
    if (other === undefined) return 1;
    const order = compareParts(part, other);
    if (order !== 0) return order;
  }
  return Math.sign(ours.length - theirs.length);
}

function compareParts(left: string, right: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  const [one, other] = isNumber ? [BigInt(left), BigInt(right)] : [left, right];
  return one < other ? -1 : one > other ? 1 : 0;
}
