/** Lists of known differences from real servers: a file for each suite, with a reason for every entry. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';

/** A difference as it is found. */
export interface Found {
  /** The command or request. */
  what: string;
  /** The real server whose answer is the yardstick. */
  judge: 'crd' | 'full';
  /** `-` as it is there, `+` as it is here. */
  changes: string[];
}

export interface Listed extends Found {
  reason: string;
}

const reasonForm = /^(out of scope|1\.20 → 1\.36|by design): [^|]+$/;

export async function readListed(file: string): Promise<Listed[]> {
  // Our own file, whose entries `expectListed` compares whole; nothing else is taken from it.
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Listed[]) : [];
}

/**
 * Fails on a difference that is not listed, on a listed one that is not there or not so, and on one without a reason.
 * ASMPVL_WRITE_DIFFERENCES=1 writes what was found instead, keeping the reasons that stand there: the missing ones are then yours to write.
 */
export async function expectListed(
  file: string,
  found: readonly Found[],
  suite: string,
  compared: number,
): Promise<void> {
  const listed = await readListed(file);
  process.stdout.write(
    `${suite}: ${compared} compared, ${compared - found.length} equal, ${found.length} differ, ${listed.length} listed\n`,
  );
  const reasons = new Map(listed.map(({ what, reason }) => [what, reason]));
  if (process.env['ASMPVL_WRITE_DIFFERENCES'] === '1') {
    const entries = found.map((one): Listed => ({ ...one, reason: reasons.get(one.what) ?? '' }));
    await writeFile(file, `${JSON.stringify(entries, null, 2)}\n`);
    return;
  }
  expect(found).toEqual(listed.map(({ what, judge, changes }) => ({ what, judge, changes })));
  for (const { what, reason } of listed) expect(reason, `the reason of "${what}"`).toMatch(reasonForm);
}
