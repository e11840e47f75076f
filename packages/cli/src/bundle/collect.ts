/** From the parts of a bundle to its files: each read, cleaned of secrets and bounded; what cannot be read is named with its reason. */
import { explain } from '../explain.ts';
import { toYaml } from '../to-yaml.ts';
import type { Redactor } from './redact.ts';
import type { TarFile } from './tar.ts';

export interface Part {
  /** The ending says how it is written: `.json`, `.yaml`; of anything else the text as it is. */
  readonly name: string;
  /** What a reader finds in it. */
  readonly about: string;
  read(): unknown;
}

export interface Bounds {
  /** Of one file, in characters. */
  readonly each: number;
  readonly together: number;
}

const usual: Bounds = { each: 8 * 1024 * 1024, together: 32 * 1024 * 1024 };

/** @param head the first lines of the index, which is the first file */
export async function collect(
  parts: readonly Part[],
  redactor: Redactor,
  head: readonly string[],
  { each, together }: Bounds = usual,
): Promise<TarFile[]> {
  const files: TarFile[] = [];
  const told: string[] = [];
  let room = together;
  for (const { name, about, read } of parts) {
    try {
      const whole = redactor.text(written(name, redactor.value(await read())));
      const text = whole.slice(0, Math.min(each, room));
      room -= text.length;
      const bytes = Buffer.from(text);
      files.push({ name, bytes });
      const cut = text.length < whole.length ? `; cut after ${text.length} of ${whole.length} characters` : '';
      told.push(`- ${name}: ${about} (${bytes.length} bytes${cut})`);
    } catch (error) {
      const { code, what, where } = explain(error);
      told.push(`- ${name}: not there. ${redactor.text([what, where].filter(Boolean).join(': '))} [${code}]`);
    }
  }
  const secrets = `${redactor.count} ${redactor.count === 1 ? 'place' : 'places'} that held a secret, or looked so, ${redactor.count === 1 ? 'reads' : 'read'} REMOVED. Look through it before you give it to others.`;
  const index = redactor.text(`${[...head, '', ...told, '', secrets].join('\n')}\n`);
  return [{ name: 'README.md', bytes: Buffer.from(index) }, ...files];
}

function written(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  return name.endsWith('.yaml') ? toYaml(Object(value)) : `${JSON.stringify(value, null, 2)}\n`;
}
