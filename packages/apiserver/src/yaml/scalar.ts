import { yamlError } from './cursor.ts';
import type { ScalarNode } from './parse.ts';
import { isUnsigned, type Resolved, resolve, resolveTagged } from './resolve.ts';

const prefix = 'tag:yaml.org,2002:';

/** What a scalar says, its tag considered. Tags that are not known mean text. @throws SyntaxError when text and tag do not fit */
export function scalarOf({ text, tag, isPlain }: ScalarNode): Resolved {
  if (tag === '') return isPlain ? resolve(text) : { type: 'str', value: text };
  switch (tag) {
    case `${prefix}null`:
    case `${prefix}bool`:
    case `${prefix}int`:
    case `${prefix}float`:
      return converted(resolveTagged(text), text, tag);
    case `${prefix}timestamp`:
      return converted(resolve(text), text, tag);
    case `${prefix}binary`:
      return { type: 'str', value: decoded(text) };
    default:
      return { type: 'str', value: text };
  }
}

function converted(resolved: Resolved, text: string, tag: string): Resolved {
  const wanted = tag.slice(prefix.length);
  if (resolved.type === wanted) return resolved;
  if (wanted === 'float' && resolved.type === 'int' && !isUnsigned(resolved)) {
    return { type: wanted, value: Number(resolved.value) };
  }
  throw yamlError(`cannot decode !!${resolved.type} \`${text}\` as a !!${wanted}`);
}

function decoded(text: string): string {
  const base64 = text.replace(/[\r\n]/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(base64)) {
    throw yamlError('!!binary value contains invalid base64 data');
  }
  return Buffer.from(base64, 'base64').toString('utf8');
}
