/** A block of addresses that no vSwitch has yet. Pure. */

/** 16 addresses, of which the cloud keeps four: more than enough for endpoints (the smallest vSwitch is a /29). */
const PREFIX = 28;

/**
 * @example freeBlock(['192.168.0.0/16'], ['192.168.0.0/24']) // '192.168.1.0/28'
 * @returns undefined when the VPC is full, or its blocks cannot be read
 */
export function freeBlock(vpc: readonly string[], taken: readonly string[]): string | undefined {
  const used = taken.flatMap((cidr) => rangeOf(cidr) ?? []);
  const size = 2 ** (32 - PREFIX);
  for (const whole of vpc.flatMap((cidr) => rangeOf(cidr) ?? [])) {
    for (let first = whole.first; first + size - 1 <= whole.last; ) {
      const clash = used.find((each) => first <= each.last && each.first <= first + size - 1);
      if (clash === undefined) return `${textOf(first)}/${PREFIX}`;
      first = Math.ceil((clash.last + 1) / size) * size;
    }
  }
  return undefined;
}

function rangeOf(cidr: string): { first: number; last: number } | undefined {
  const [, address = '', prefix = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(cidr) ?? [];
  const bytes = address.split('.').map(Number);
  const bits = Number(prefix);
  const isAddress = bytes.length === 4 && bytes.every((each) => each >= 0 && each <= 255);
  if (prefix === '' || !isAddress || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const whole = bytes.reduce((sum, each) => sum * 256 + each, 0);
  const first = Math.floor(whole / size) * size;
  return { first, last: first + size - 1 };
}

function textOf(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
