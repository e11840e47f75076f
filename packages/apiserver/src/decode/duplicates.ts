/**
 * Paths of the keys that a JSON text names twice in one object, `spec.size` or `items[0].a`, in the order of the text.
 * The text must be valid JSON. JSON.parse keeps the last value silently; the API must be able to name it.
 */
export function duplicateFields(text: string): string[] {
  const found: string[] = [];
  const open: { keys: Set<string> | undefined; path: string; index: number }[] = [];
  let path = '';
  let position = 0;
  while (position < text.length) {
    const top = open[open.length - 1];
    const character = text[position];
    if (character === '"') {
      const end = stringEnd(text, position);
      const colon = skipSpace(text, end);
      if (top?.keys !== undefined && text[colon] === ':') {
        const key = keyIn(text.slice(position, end));
        path = top.path === '' ? key : `${top.path}.${key}`;
        if (top.keys.has(key)) found.push(path);
        top.keys.add(key);
        position = colon;
      } else {
        position = end - 1;
      }
    } else if (character === '{' || character === '[') {
      if (top !== undefined && top.keys === undefined) path = `${top.path}[${top.index}]`;
      open.push({ keys: character === '{' ? new Set() : undefined, path: open.length === 0 ? '' : path, index: 0 });
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === ',' && top !== undefined && top.keys === undefined) {
      top.index += 1;
    }
    position += 1;
  }
  return found;
}

function keyIn(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}

function stringEnd(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length && text[position] !== '"') position += text[position] === '\\' ? 2 : 1;
  return position + 1;
}

function skipSpace(text: string, start: number): number {
  let position = start;
  while (position < text.length && ' \n\r\t'.includes(text.charAt(position))) position += 1;
  return position;
}
