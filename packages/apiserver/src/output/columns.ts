import { metadataOf, nameOf, text } from '../meta/object.ts';
import { definitionOf, objectMeta } from '../openapi/definitions.ts';
import type { Column } from '../resource.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { ageOf } from './age.ts';
import { compileJsonPath, JsonPathError } from './jsonpath.ts';

function describe(field: string): string {
  return definitionOf(objectMeta).properties?.[field]?.description ?? '';
}

/** A plain column of a built-in. */
export function column(name: string, description: string, read: Column['read'], priority = 0): Column {
  return { name, type: 'string', format: '', description, priority, read };
}

export function nameColumn(priority = 0): Column {
  return { ...column('Name', describe('name'), nameOf, priority), format: 'name' };
}

export function ageColumn(): Column {
  return column('Age', describe('creationTimestamp'), (object, now) =>
    ageOf(metadataOf(object)['creationTimestamp'], now),
  );
}

export function createdAtColumn(): Column {
  const read = (object: JsonObject): string => text(metadataOf(object)['creationTimestamp']);
  return { ...column('Created At', describe('creationTimestamp'), read), type: 'date' };
}

/** A printer column of a CustomResourceDefinition. */
export interface PrinterColumn {
  name: string;
  type: string;
  format?: string;
  description?: string;
  priority?: number;
  jsonPath: string;
}

/** The columns of a custom resource: Name, then those it declares, or Age when it declares none. */
export function printerColumns(declared: readonly PrinterColumn[] | undefined): Column[] {
  const own = declared ?? [
    { name: 'Age', type: 'date', description: describe('creationTimestamp'), jsonPath: '.metadata.creationTimestamp' },
  ];
  return [nameColumn(), ...own.map(printerColumn)];
}

function printerColumn(declared: PrinterColumn): Column {
  const find = finder(declared.jsonPath);
  return {
    name: declared.name,
    type: declared.type,
    format: declared.format ?? '',
    description: declared.description || `Custom resource definition column (in JSONPath format): ${declared.jsonPath}`,
    priority: declared.priority ?? 0,
    read: (object, now) => cell(find(object), declared.type, now),
  };
}

/** A path that cannot be read finds nothing: a real server takes such a column, and leaves its cells empty. */
function finder(path: string): (value: Json) => Json[] {
  try {
    return compileJsonPath(path);
  } catch (error) {
    if (error instanceof JsonPathError) return () => [];
    throw error;
  }
}

/** A cell as its column's type has it, of the first value found; one of another type leaves it empty. */
function cell(found: readonly Json[], type: string, now: number): string | number | boolean | null {
  const [value] = found;
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'integer':
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date': {
      const known = typeof value === 'string' && !Number.isNaN(Date.parse(value));
      return known ? ageOf(value, now) : '<invalid>';
    }
    default:
      return shown(value);
  }
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
