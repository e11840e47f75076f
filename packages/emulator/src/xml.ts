/**
 * An answer as XML, for a caller who asks for it with `Format=XML` (alibaba-cloud-api §1.2): one element around all, named after the action;
 * a list is its element again and again, without one around them. That a refusal's element is `Error` is what the vendor's Java core reads.
 */

/** `<DescribeVpcsResponse>…`; the text of a whole document. */
export function xmlDocument(root: string, value: unknown): string {
  return `<?xml version='1.0' encoding='UTF-8'?>${element(root, value)}`;
}

function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item: unknown) => element(name, item)).join('');
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: unknown): string {
  if (typeof value === 'string') return escape(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, child]) => element(name, child))
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** What no XML document may hold becomes U+FFFD. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>\r]/g, (char) => ENTITIES[char] ?? char);
}
