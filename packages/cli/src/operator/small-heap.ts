/** Little room for garbage, also where nobody gave Node the operator's flags. */
import { setFlagsFromString } from 'node:v8';

/**
 * The young generation stays as small as it begins, and the old one is cleaned when it has grown by a fifth: V8's own measure, several times what
 * lives, is meant for programs that have a machine to themselves. Both are read whenever a generation might grow, so that they count at any time,
 * unlike the sizes themselves (docs/decisions/0003).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}
