/** What a picture is made of: elements of SVG as data, so that a page can draw them and a file can hold them. Pure. */

export interface Shape {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
  /** The object that it stands for: where a page can be opened, it is a way to it. */
  readonly goes?: Place;
}

/** An object that has a page. */
export type Place =
  | { readonly page: 'services' | 'endpoints'; readonly id: string }
  | { readonly page: 'cluster'; readonly id: string };

export function shape(tag: string, attributes: Shape['attributes'], ...children: Shape['children']): Shape {
  return { tag, attributes, children };
}

/** Text that fits about so many pixels; all of it is shown when pointed at. */
export function words(
  text: string,
  at: { x: number; y: number; class: string; anchor?: 'middle' | 'end'; most?: number },
): Shape {
  const { x, y, anchor, most = Number.POSITIVE_INFINITY } = at;
  const attributes = { x, y, class: at.class, ...(anchor === undefined ? {} : { 'text-anchor': anchor }) };
  if (text.length <= most) return shape('text', attributes, text);
  return shape('text', attributes, shape('title', {}, text), `${text.slice(0, most - 1)}…`);
}

export function toText({ tag, attributes, children }: Shape): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : toText(child))).join('');
  return `<${tag}${given.join('')}>${inside}</${tag}>`;
}

/** Also without what no XML may hold, which a name from the cloud could. */
function escaped(text: string): string {
  return text
    .replace(forbidden, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

// eslint-disable-next-line no-control-regex -- these are the ones that must go
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
