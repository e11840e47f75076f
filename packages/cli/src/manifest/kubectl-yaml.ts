/**
 * YAML as kubectl reads it (sigs.k8s.io/yaml): version 1.1, in which `yes` and `on` are true and `012` is ten, but without numbers of base 60 and
 * without dates, which that library leaves as text.
 */
import type { Tags } from 'yaml';

const leftOut = new Set(['tag:yaml.org,2002:timestamp']);

export const kubectlYaml = {
  version: '1.1',
  merge: true,
  customTags: (tags: Tags): Tags =>
    tags.filter((tag) => typeof tag === 'string' || !(leftOut.has(tag.tag) || isBase60(tag.format))),
} as const;

/** `12:30:45` is a time of day. */
function isBase60(format: string | undefined): boolean {
  return format === 'TIME';
}
