/** docs/resource.md: every field of the resource, from the definition's own schema. */
import { openApiSchema } from './crd.ts';
import { resource } from './names.ts';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
}

export function resourceMarkdown(): string {
  // The schema is structural, which is all that is read of it here.
  const { properties = {} } = openApiSchema() as Schema;
  const sections = ['spec', 'status'].map((part) => {
    const schema = properties[part] ?? {};
    const rows = fieldsOf(schema, part).map(
      ({ path, type, needed, description }) => `| \`${path}\` | ${type} | ${needed ? 'yes' : ''} | ${description} |`,
    );
    return `## ${part}\n\n${escaped(schema.description)}\n\n| field | type | required | what it says |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `<!-- Made from packages/api/src/schema.ts by \`npm run generate\`. Do not edit. -->
# The resource

\`${resource.kind}\` (\`${resource.apiVersion}\`), cluster-scoped; the only name is \`${resource.objectName}\`. The same text: \`kubectl explain asmpvlconfig --recursive\`. Reasons,
conditions and annotations: [names.md](names.md).

${sections.join('\n')}`;
}

interface Field {
  readonly path: string;
  readonly type: string;
  readonly needed: boolean;
  readonly description: string;
}

function fieldsOf({ properties = {}, required = [] }: Schema, at: string): Field[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const list = schema.type === 'array';
    const path = `${at}.${name}${list ? '[]' : ''}`;
    const below = list ? (schema.items ?? {}) : schema;
    const field = {
      path,
      type: typeOf(schema),
      needed: required.includes(name),
      description: escaped(schema.description),
    };
    return [field, ...fieldsOf(below, path)];
  });
}

function typeOf({ type = '', items, enum: words, minItems, maxItems, maxLength }: Schema): string {
  if (words !== undefined) return `one of ${words.join(', ')}`;
  if (type === 'array') return `list of ${items?.type ?? ''}, ${minItems ?? 0} to ${maxItems ?? 'any number'}`;
  return maxLength === undefined ? type : `${type}, up to ${maxLength}`;
}

function escaped(text = ''): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
