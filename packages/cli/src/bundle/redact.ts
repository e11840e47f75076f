/**
 * Takes secrets out of what is given to others: by what is known to be one, by the name that a value has, and by what it looks like. In doubt
 * something is removed: that a token is missing harms nobody.
 */

export const REMOVED = 'REMOVED';

export interface Redactor {
  /** The same value, without the secrets in it; a Map becomes an object. */
  value(given: unknown): unknown;
  text(given: string): string;
  /** How many were removed until now. */
  readonly count: number;
}

const WORDS =
  'secret|passw|passphrase|token|credential|authorization|cookie|private-?_?key|client-?_?key|access-?_?key|api-?_?key|signature|kubeconfig';
const secretWord = new RegExp(WORDS, 'i');
/** Named like secrets, and none: what makes a call idempotent, and where a page ends. */
const harmless = /^(client-?_?token|next-?_?token)$/i;

export function isSecretName(name: string): boolean {
  return secretWord.test(name) && !harmless.test(name);
}

/** @param known texts that are secrets wherever they stand */
export function createRedactor(known: readonly string[]): Redactor {
  let count = 0;
  const removed = () => {
    count += 1;
    return REMOVED;
  };
  const literals = [...new Set(known.filter((each) => each.length >= 4).flatMap(spellings))].sort(
    (a, b) => b.length - a.length,
  );

  function text(given: string): string {
    let clean = given;
    for (const literal of literals) clean = clean.replaceAll(literal, removed);
    return looks.reduce((before, { pattern, when }) => {
      if (when !== undefined && !when.test(before)) return before;
      return before.replace(pattern, (whole: string, ...groups: (string | undefined)[]) => {
        const [head = '', name] = groups;
        const rest = whole.slice(head.length);
        if (rest === REMOVED || (name !== undefined && harmless.test(name))) return whole;
        return `${head}${removed()}`;
      });
    }, clean);
  }

  function value(given: unknown): unknown {
    if (typeof given === 'string') return embedded(given) ?? text(given);
    if (Array.isArray(given)) return given.map(value);
    if (given instanceof Map) return value(Object.fromEntries(given));
    if (typeof given !== 'object' || given === null) return given;
    const named = Object.entries(given).find(([key]) => /^(name|key)$/i.test(key))?.[1];
    const holdsSecret = typeof named === 'string' && isSecretName(named);
    const ofSecret = Object(given)['kind'] === 'Secret';
    return Object.fromEntries(
      Object.entries(given).map(([key, each]): [string, unknown] => {
        const hidden =
          isSecretName(key) || (holdsSecret && /^value$/i.test(key)) || (ofSecret && /^(data|stringData)$/.test(key));
        return [text(key), hidden ? hide(each) : value(each)];
      }),
    );
  }

  /** What there is under the name of a secret; that something is empty, or on, is none. */
  function hide(given: unknown): unknown {
    return given === null || given === '' || typeof given === 'boolean' ? given : removed();
  }

  /** JSON in a text, such as the annotation that kubectl leaves. */
  function embedded(given: string): string | undefined {
    if (!/^\s*[[{]/.test(given)) return undefined;
    try {
      return JSON.stringify(value(JSON.parse(given)));
    } catch {
      return undefined;
    }
  }

  return {
    value,
    text,
    get count() {
      return count;
    },
  };
}

/** As it is, in base64, in a URL, and in JSON. */
function spellings(secret: string): string[] {
  return [
    secret,
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
}

/** `pattern`: the first group stays, the second is the name; `when`: only in a text that has this, too. */
interface Look {
  readonly pattern: RegExp;
  readonly when?: RegExp;
}

/** A whole word that has one of ours in it. */
const NAME = `((?<![\\w.-])[\\w.-]{0,60}?(?:${WORDS})[\\w.-]{0,60})`;

/** Every repetition is bounded, or ends at a character that it does not take: a long line costs no more than its length. */
const looks: readonly Look[] = [
  // A private key, to its end or to where the text was cut; in JSON its lines end in \n. And anything of PEM in base64.
  { pattern: /()-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----(?:[^-]|-(?!----))*(?:-----END [A-Z0-9 ]{0,30}-----)?/g },
  { pattern: /()LS0tLS1CRUdJTi[\w+/=-]*/g },
  // The data of a Secret, as YAML and as JSON.
  {
    pattern: /(^([ \t]*)(?:data|stringData): ?)[ \t]*\n\2[ \t]+\S.*(?:\n\2[ \t]+\S.*)*/gm,
    when: /kind:\s{0,4}["']?Secret\b/,
  },
  { pattern: /(\\*"(?:data|stringData)\\*"\s{0,4}:\s{0,4})\{[^{}]*\}/g, when: /kind\\*"\s{0,4}:\s{0,4}\\*"Secret/ },
  // Headers, with their scheme or without.
  { pattern: /(\bauthorization\\*["']?\s{0,4}[:=]\s{0,4}\\*["']?)[^"'\\\r\n]+/gi },
  { pattern: /(\b(?:Bearer|Basic|ACS3-[\w-]{1,30}|acs)\s{1,4})[\w+/=.~:,-]{8,}(?:[^"'\\\r\n]*Signature=[\w+/=%]+)?/gi },
  // In YAML a value goes on to the end of the line, or of its block.
  { pattern: new RegExp(`(^([ \\t]*)(?:- )?["']?${NAME}["']?: ?)[ \\t]*[|>][-+]?[ \\t]*(?:\\n\\2[ \\t]+.*)+`, 'gim') },
  { pattern: new RegExp(`(^[ \\t]*(?:- )?${NAME}:[ \\t]+)(?![|>{["'])\\S.*$`, 'gim') },
  // name=value, "name": "value", \\"name\\":\\"value\\"
  { pattern: new RegExp(`(${NAME}(\\\\*["']?)\\s{0,4}[:=]\\s{0,4}(\\\\*["']))(?:(?!\\4)[^\\r\\n])+`, 'gi') },
  { pattern: new RegExp(`(${NAME}\\\\*["']?\\s{0,4}[:=]\\s{0,4})[^\\s"'\\\\&,;<>{}[\\]]+`, 'gi') },
  // By their own looks: JSON web tokens, ids of keys and their temporary kinds, a password in a URL.
  { pattern: /()\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g },
  { pattern: /()\b(?:LTAI|STS\.|TMP\.)[A-Za-z0-9]{6,}/g },
  { pattern: /(\/\/)[^/\s:@"']{0,200}:[^/\s@"']{0,200}(?=@)/g },
];
