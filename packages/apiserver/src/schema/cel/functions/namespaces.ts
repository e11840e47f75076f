import type { ASTNode, Environment } from '@marcbachmann/cel-js';

/**
 * Functions of a qualified name, such as `sets.contains`. The library has methods alone, so that the first part of each name becomes a
 * variable, which no rule can name; `qualify` puts it where the function is called.
 */
const functions: Readonly<Record<string, readonly string[]>> = {
  lists: ['range'],
  sets: ['contains', 'equivalent', 'intersects'],
  strings: ['quote'],
  ip: ['isCanonical'],
  format: [
    'named',
    'dns1123Label',
    'dns1123Subdomain',
    'dns1035Label',
    'qualifiedName',
    'dns1123LabelPrefix',
    'dns1123SubdomainPrefix',
    'dns1035LabelPrefix',
    'labelValue',
    'uri',
    'uuid',
    'byte',
    'date',
    'datetime',
  ],
};

const PREFIX = 'namespace.';

/** The type to register the functions of a qualified name on. */
export function registerNamespace(environment: Environment, name: keyof typeof functions): string {
  const Namespace = class {};
  const type = `${PREFIX}${name}`;
  environment.registerType(type, Namespace).registerConstant(type, type, new Namespace());
  return type;
}

export function qualify(node: ASTNode): void {
  if (node.op !== 'rcall') return;
  const [name, receiver] = node.args;
  if (receiver.op !== 'id' || functions[receiver.args]?.includes(name) !== true) return;
  (receiver as { args: string }).args = PREFIX + receiver.args; // Declared to be read only, which it is not.
}

/** The first part of a qualified name, by its type; undefined for any other type. */
export function namespaceOf(type: string | null | undefined): string | undefined {
  return type?.startsWith(PREFIX) === true ? type.slice(PREFIX.length) : undefined;
}
