/** Fields that the schema does not have: the server drops them silently (or refuses them, with kubectl from 1.25 on), so a misspelt one would have no effect. */
import { fieldPath } from './field-path.ts';
import type { Problem } from './problem.ts';
import type { StructuralSchema } from './structural.ts';

/** @param path where `value` stands */
export function unknownFields(value: unknown, schema: StructuralSchema, path: readonly PropertyKey[]): Problem[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? []
      : value.flatMap((item: unknown, index) => unknownFields(item, items, [...path, index]));
  }
  const { properties } = schema;
  if (typeof value !== 'object' || value === null || properties === undefined) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return known === undefined
      ? [
          {
            path: fieldPath([...path, name]),
            reason: 'InvalidSpec',
            message: unknownText(name, Object.keys(properties)),
          } as const,
        ]
      : unknownFields(field, known, [...path, name]);
  });
}

function unknownText(name: string, known: readonly string[]): string {
  const meant = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return meant === undefined
    ? `is not a field of ASMPvlConfig: remove it; the fields here are ${known.join(', ')}`
    : `is not a field of ASMPvlConfig: write ${meant}`;
}
