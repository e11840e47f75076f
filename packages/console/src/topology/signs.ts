import type { Health } from './schema.ts';

/** The same sign everywhere, so that nobody needs to tell colours apart. */
export const signs: Readonly<Record<Health, string>> = { good: '✓', working: '◌', bad: '✗', none: '·' };
