/** INI, as the credentials files of the official SDKs are written: sections of `name = value`; `#` and `;` begin comments. Pure. */

/** @returns each section's fields by name, without the quotes around a value */
export function parseIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1]?.trim();
    if (section !== undefined) {
      fields = sections.get(section) ?? new Map<string, string>();
      sections.set(section, fields);
      continue;
    }
    const [, name, value = ''] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) fields.set(name, value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  return sections;
}
