import type { JsonSchema } from '../types.ts';

const text: JsonSchema = { type: 'string' };
const resourceFields: Record<string, JsonSchema> = {
  apiVersion: text,
  kind: text,
  metadata: { type: 'object', properties: { name: text, generateName: text } },
};

/** An object's properties as rules see them: a resource has its kind and its metadata's names whatever its schema says of them. */
export function propertiesOf({ properties = {} }: JsonSchema, isResource: boolean): Record<string, JsonSchema> {
  if (!isResource) return properties;
  const { apiVersion, kind, metadata } = properties;
  const { name, generateName } = metadata?.properties ?? {};
  const isComplete =
    [apiVersion, kind, name, generateName].every((field) => field?.type === 'string') && metadata?.type === 'object';
  return isComplete ? properties : { ...properties, ...resourceFields };
}
