import type { Json, JsonObject } from '../schema/json.ts';
import { isDeeper, isObject, own, setOwn } from '../schema/json.ts';
import { decodeError, PatchError } from './error.ts';

/**
 * RFC 7386: objects merge by key, null removes, all else replaces; and, as the library of the real server has it (evanphx/json-patch),
 * null removes also in the objects of a list, unless the list takes the place of an object. The document is left as it is.
 *
 * @throws PatchError 400 when the patch is no object, 422 when it nests too deep.
 */
export function mergePatch(document: Json, patch: Json): Json {
  if (patch === null) throw new PatchError(400, 'Invalid JSON Patch');
  if (!isObject(patch)) throw decodeError(patch, 'map[string]interface {}');
  if (isDeeper(patch)) throw new PatchError(422, 'the patch nests too deep');
  return merge(isObject(document) ? document : {}, patch);
}

function merge(target: JsonObject, patch: JsonObject): JsonObject {
  const result = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else if (isObject(value)) {
      const present = own(target, key);
      setOwn(result, key, merge(isObject(present) ? present : {}, value));
    } else {
      setOwn(result, key, isObject(own(target, key)) ? value : withoutNulls(value));
    }
  }
  return result;
}

function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  return isObject(value) ? merge({}, value) : value;
}
