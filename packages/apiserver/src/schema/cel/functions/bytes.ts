import type { Environment } from '@marcbachmann/cel-js';
import { compare } from '../compare.ts';

/** The order of bytes, which the library lacks. */
export function registerBytes(environment: Environment): void {
  environment
    .registerOperator('bytes < bytes', (left: Uint8Array, right: Uint8Array) => compare(left, right) < 0)
    .registerOperator('bytes <= bytes', (left: Uint8Array, right: Uint8Array) => compare(left, right) <= 0)
    .registerOperator('bytes > bytes', (left: Uint8Array, right: Uint8Array) => compare(left, right) > 0)
    .registerOperator('bytes >= bytes', (left: Uint8Array, right: Uint8Array) => compare(left, right) >= 0);
}
