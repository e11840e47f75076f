import { type Environment, Optional } from '@marcbachmann/cel-js';
import {
  isLabel,
  isLabel1035,
  isLabelValue,
  isQualifiedName,
  isSubdomain,
  type NameCheck,
} from '../../../meta/names.ts';
import { matchesFormat } from '../../formats.ts';
import { checkRequestUri, UrlError } from './go-url.ts';
import { registerNamespace } from './namespaces.ts';

class Format {
  readonly name: string;
  readonly #check: NameCheck;

  constructor(name: string, check: NameCheck) {
    this.name = name;
    this.#check = check;
  }

  validate(text: string): Optional<string[]> {
    const problems = this.#check(text);
    return problems.length === 0 ? Optional.none() : Optional.of(problems);
  }
}

const checks: Readonly<Record<string, NameCheck>> = {
  dns1123Label: isDotlessLabel,
  dns1123Subdomain: isSubdomain,
  dns1035Label: isLabel1035,
  qualifiedName: isQualifiedName,
  dns1123LabelPrefix: asPrefix(isDotlessLabel),
  dns1123SubdomainPrefix: asPrefix(isSubdomain),
  dns1035LabelPrefix: asPrefix(isLabel1035),
  labelValue: isLabelValue,
  uri: isUri,
  uuid: known('uuid', 'does not match the UUID format'),
  byte: known('byte', 'invalid base64'),
  date: known('date', 'invalid date'),
  datetime: known('datetime', 'invalid datetime'),
};

const formats = new Map(Object.entries(checks).map(([name, check]) => [name, new Format(name, check)]));

/** Formats of strings by name: k8s.io/apiserver/pkg/cel/library/format.go. */
export function registerFormat(environment: Environment): void {
  const type = 'kubernetes.NamedFormat';
  const namespace = registerNamespace(environment, 'format');
  environment
    .registerType(type, Format)
    .registerOperator(`${type} == ${type}`, (left: Format, right: Format) => left.name === right.name)
    .registerFunction(`${type}.validate(string): optional<list<string>>`, (format: Format, text: string) =>
      format.validate(text),
    )
    .registerFunction(`${namespace}.named(string): optional<${type}>`, (_: unknown, name: string) =>
      Optional.of(formats.get(name)),
    );
  for (const [name, format] of formats) environment.registerFunction(`${namespace}.${name}(): ${type}`, () => format);
}

/** A label, where dots are told apart from other mistakes. */
function isDotlessLabel(name: string): string[] {
  const isDotted =
    name.includes('.') && isSubdomain(name).every((problem) => problem.startsWith('must be no more than'));
  return isDotted ? [...isLabel(name).slice(0, -1), 'must not contain dots'] : isLabel(name);
}

/** Of a name that something will be put behind: a dash at its end stands for what may be there. */
function asPrefix(check: NameCheck): NameCheck {
  return (name) => check(name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name);
}

function known(format: string, problem: string): NameCheck {
  return (text) => (matchesFormat(format, text) ? [] : [problem]);
}

function isUri(text: string): string[] {
  try {
    checkRequestUri(text);
    return [];
  } catch (error) {
    if (error instanceof UrlError) return [error.message];
    throw error;
  }
}
