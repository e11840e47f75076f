/** Loaded only when YAML is asked for. A file of its own, because a bundled CommonJS package that is imported dynamically shows only a default. */
import { stringify } from 'yaml';

export function toYaml(data: object): string {
  return stringify(data, { lineWidth: 0 });
}
