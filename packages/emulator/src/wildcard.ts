/** Patterns in which `*` stands for any run of characters; letters count without case. */
export function wildcard(pattern: string): (text: string) => boolean {
  if (pattern === '*') return () => true;
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const expression = new RegExp(`^${source}$`, 'is');
  return (text) => expression.test(text);
}

/** Matches `Action`, `product:Action` and patterns of them. */
export function actionPattern(pattern: string): (product: string, action: string) => boolean {
  const fits = wildcard(pattern.includes(':') || pattern === '*' ? pattern : `*:${pattern}`);
  return (product, action) => fits(`${product}:${action}`);
}
