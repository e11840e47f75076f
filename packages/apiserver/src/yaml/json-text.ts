/** What YAML reads otherwise than JSON, or not at all. Whatever else looks like it is only read the slow way. */
const others = [
  // Escapes that YAML does not know: of a slash, and of half a character.
  /\\(?:\/|u[dD][89a-fA-F])/,
  // Characters that YAML does not allow, or that break lines.
  /[\x7f-\x9f\u2028\u2029\ufffe\uffff]/,
  // Keys that are too long, and those whose colon stands on another line.
  /"[^"]{900,}"\s*:/,
  /[\r\n][ \t]*:/,
  // Numbers that are too large.
  /[eE]\+?\d{3,}[\s,\]}]/,
  /(?<!\d)\d{300}/,
];

/** Whether a JSON text is as good as YAML, so that it can be read many times as fast. */
export function isYamlToo(json: string): boolean {
  return !others.some((other) => other.test(json));
}
