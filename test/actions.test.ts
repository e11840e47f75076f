/** The table of actions is what the product calls, and no more: rights, rates and fields of calls that nobody makes would only look like knowledge. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { actionNames } from '@asm-privatelink/cloud';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../packages');

/** Product code that may call the cloud, without tests and what only they use. */
function sources(): string {
  return ['link', 'operator', 'console', 'cli']
    .flatMap((name) =>
      readdirSync(path.join(root, name, 'src'), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.join(root, name, 'src', file),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$|[\\/](testing|generated)[\\/]/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

it('every action of the table has a caller in the product', () => {
  const text = sources();
  // A call or a step names its action; a list of permissions is none.
  const called = (name: string) =>
    new RegExp(`(call|listAll|listAs|pages)\\([^()]*'${name}'|action: '${name}'|\\(\\s*'${name}'`).test(text);
  expect(actionNames().filter((name) => !called(name))).toEqual([]);
});
