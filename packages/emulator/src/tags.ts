/** Tags, also as parameters and as answers. */
import { BadParameter } from './errors.ts';

export type Tags = Map<string, string>;

export interface TagParam {
  readonly Key?: string;
  readonly Value?: string;
}

/** Checks tags to be set, those a thing has already counted in. */
export function readTags(given: readonly TagParam[] | undefined, limit: number, existing: Tags = new Map()): Tags {
  const tags: Tags = new Map();
  for (const { Key, Value } of given ?? []) {
    if (!Key) throw new BadParameter('Tag', 'A tag needs a key.', 'MissingTagKeyParam');
    if (/^(aliyun|acs:)/.test(Key) || /https?:\/\//.test(Key) || Key.length > 128) {
      throw new BadParameter('Tag', `The tag key "${Key.slice(0, 128)}" is not allowed.`, 'IllegalTagKeyParam');
    }
    if (Value !== undefined && (/https?:\/\//.test(Value) || Value.length > 128)) {
      throw new BadParameter('Tag', `The value of tag "${Key}" is not allowed.`, 'IllegalTagValueParam');
    }
    if (tags.has(Key)) throw new BadParameter('Tag', `The tag key "${Key}" is there twice.`, 'DuplicatedTagKey');
    tags.set(Key, Value ?? '');
  }
  if (new Set([...existing.keys(), ...tags.keys()]).size > limit) {
    throw new BadParameter('Tag', `A resource has at most ${limit} tags.`, 'QuotaExceed.TagsPerResource');
  }
  return tags;
}

/** A thing fits a filter when it has every tag of it; a filter without value takes any. */
export function fitsTags(tags: Tags, filter: readonly TagParam[] | undefined): boolean {
  if (filter === undefined) return true;
  return filter.every(({ Key, Value }) => {
    if (!Key) throw new BadParameter('Tag', 'A tag needs a key.', 'MissingTagKeyParam');
    return tags.has(Key) && (Value === undefined || Value === '' || tags.get(Key) === Value);
  });
}

/** Something's answer with its tags. Put on, not spread: a list has a thousand of them, and a copy of each takes ten times as long. */
export function withTags<T extends object>(shown: T, tags: Tags): T & { Tags: { Key: string; Value: string }[] } {
  return Object.assign(shown, { Tags: showTags(tags) });
}

export function showTags(tags: Tags): { Key: string; Value: string }[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** The older form, in which ECS, CLB and NLB answer. */
export function showTagKeys(tags: Tags): { TagKey: string; TagValue: string }[] {
  return [...tags].map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}
