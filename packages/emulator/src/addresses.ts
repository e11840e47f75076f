/** Private addresses of vSwitches. Of each range the first address and the last three are the system's own. */
import { formatAddress, parseAddress, parseCidr } from './cidr.ts';
import type { VSwitch } from './world.ts';

const RESERVED_FIRST = 1;
const RESERVED_LAST = 3;

/** Addresses that something could still be given. */
export function freeAddresses(vSwitch: VSwitch): number {
  const { last, first } = usable(vSwitch);
  return Math.max(0, last - first + 1 - vSwitch.used.size);
}

/**
 * Takes the wished address for its owner, or a free one; undefined when it is not free, or none is left. As long as none was given back,
 * they are given in order; the search begins behind as many as are in use, so that a range of thousands is not gone through each time.
 */
export function takeAddress(vSwitch: VSwitch, owner: string, wished?: string): string | undefined {
  if (wished !== undefined) {
    if (!isFree(vSwitch, wished)) return undefined;
    vSwitch.used.set(wished, owner);
    return wished;
  }
  const { first, last } = usable(vSwitch);
  const count = last - first + 1;
  for (let step = 0; step < count; step++) {
    const address = formatAddress(first + ((vSwitch.used.size + step) % count));
    if (vSwitch.used.has(address)) continue;
    vSwitch.used.set(address, owner);
    return address;
  }
  return undefined;
}

/** Whether this very address could be taken. */
export function isFree(vSwitch: VSwitch, address: string): boolean {
  const { first, last } = usable(vSwitch);
  const number = parseAddress(address);
  return number !== undefined && number >= first && number <= last && !vSwitch.used.has(address);
}

function usable(vSwitch: VSwitch): { first: number; last: number } {
  const range = parseCidr(vSwitch.cidr) ?? { first: 0, size: 0 };
  return {
    first: range.first + RESERVED_FIRST,
    last: range.first + range.size - RESERVED_LAST - 1 - vSwitch.occupied,
  };
}
