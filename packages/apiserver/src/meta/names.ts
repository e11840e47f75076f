/** What makes a name valid, each check returning the reasons against it in the words of apimachinery's `validation` package. */
export type NameCheck = (name: string) => string[];

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const label1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const qualifiedPart = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const labelValue = `(${qualifiedPart})?`;

const fmt = {
  subdomain: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`,
  label: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`,
  label1035: `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${label1035}')`,
  qualified: `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualifiedPart}')`,
  labelValue: `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${labelValue}')`,
  configKey: `a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
};

function check(limit: number, unit: 'bytes' | 'characters', pattern: string, message: string): NameCheck {
  const whole = new RegExp(`^${pattern}$`);
  return (name) => {
    const problems: string[] = [];
    if (name.length > limit) problems.push(`must be no more than ${limit} ${unit}`);
    if (!whole.test(name)) problems.push(message);
    return problems;
  };
}

export const isSubdomain: NameCheck = check(253, 'characters', subdomain, fmt.subdomain);
export const isLabel: NameCheck = check(63, 'characters', label, fmt.label);
export const isLabel1035: NameCheck = check(63, 'characters', label1035, fmt.label1035);
export const isLabelValue: NameCheck = check(63, 'bytes', labelValue, fmt.labelValue);

const isQualifiedPart = new RegExp(`^${qualifiedPart}$`);

/** `example.com/name` or `name`, as keys of labels and annotations and finalizers are. */
export function isQualifiedName(name: string): string[] {
  const parts = name.split('/');
  const problems: string[] = [];
  if (parts.length > 2) {
    return [
      `a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualifiedPart}') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const [prefix, part] = parts.length === 2 ? [parts[0] ?? '', parts[1] ?? ''] : [undefined, parts[0] ?? ''];
  if (prefix === '') problems.push('prefix part must be non-empty');
  else if (prefix !== undefined) problems.push(...isSubdomain(prefix).map((problem) => `prefix part ${problem}`));
  if (part === '') problems.push('name part must be non-empty');
  else if (part.length > 63) problems.push('name part must be no more than 63 bytes');
  if (!isQualifiedPart.test(part)) problems.push(fmt.qualified);
  return problems;
}

/** What every name must be, so that a path may bear it. */
export function isPathSegment(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%']
    .filter((character) => name.includes(character))
    .map((character) => `may not contain '${character}'`);
}

/** A key of a ConfigMap or Secret. */
export function isConfigKey(key: string): string[] {
  const problems: string[] = [];
  if (key.length > 253) problems.push('must be no more than 253 characters');
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) problems.push(fmt.configKey);
  if (key === '.') problems.push("must not be '.'");
  else if (key === '..') problems.push("must not be '..'");
  else if (key.startsWith('..')) problems.push("must not start with '..'");
  return problems;
}

/** The name of a port. */
export function isPortName(name: string): string[] {
  const problems: string[] = [];
  if (name.length > 15) problems.push('must be no more than 15 characters');
  const characters = 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';
  if (!/^[-a-z0-9]+$/.test(name)) problems.push(characters);
  if (!/[a-z]/.test(name)) problems.push('must contain at least one letter (a-z)');
  if (name.includes('--')) problems.push('must not contain consecutive hyphens');
  if (/^-|-$/.test(name)) problems.push('must not begin or end with a hyphen');
  return problems;
}
