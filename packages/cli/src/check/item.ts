/** One thing that was looked at. */

import type { Reason } from '@asm-privatelink/api';
import type { CheckData, Item } from '@asm-privatelink/console';
import type { Manifest } from '../manifest/read.ts';

export interface ItemFields extends Pick<Item, 'about' | 'subject' | 'verdict' | 'message'> {
  readonly reason?: Reason | undefined;
  readonly remedy?: string | undefined;
  /** The field of the manifest, for its place in the file. */
  readonly field?: string | undefined;
}

export function itemIn(manifest: Manifest, { field, reason, remedy, ...rest }: ItemFields): Item {
  const place = field === undefined ? undefined : manifest.at(field);
  return {
    ...rest,
    reason: reason ?? null,
    remedy: remedy ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
  };
}

export function checkData(file: string, items: readonly Item[]): CheckData {
  const count = (verdict: Item['verdict']) => items.filter((each) => each.verdict === verdict).length;
  const counts = { pass: count('pass'), warn: count('warn'), fail: count('fail'), unknown: count('unknown') };
  return { file, ...counts, items: [...items] };
}
