import type { CheckedType } from '../checked-type.ts';
import type { Bounds } from './bounds.ts';
import type { Path } from './path.ts';
import type { Size } from './size.ts';

/** What is known of an expression before it runs. */
export interface Known {
  /** Steps that it takes at most, with all that is in it. */
  cost: number;
  /** Length of what it gives; undefined where nothing tells. */
  size?: Size | undefined;
  /** Where in the data it leads, and what the schema says there; neither for what the expression makes. */
  path?: Path | undefined;
  bounds?: Bounds | undefined;
  /** Of a collection that the expression makes: the lengths of what is in it. */
  entry?: Entry | undefined;
  type?: CheckedType | undefined;
  /** The value of a literal. */
  literal?: unknown;
}

interface Entry {
  kind: 'list' | 'map';
  key: Size;
  value: Size;
}
