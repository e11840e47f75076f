/** A log that a person adds, such as the operator's: its end, where the trouble is. */
import { open } from 'node:fs/promises';
import { unreadable } from '../read-error.ts';
import type { Part } from './collect.ts';

const KEPT = 4 * 1024 * 1024;

export function logPart(file: string): Part {
  return {
    name: 'operator.log',
    about: `the end of ${file}`,
    async read() {
      const handle = await open(file, 'r').catch((error: unknown) => {
        throw unreadable('log', file, error);
      });
      try {
        const { size } = await handle.stat();
        const { buffer, bytesRead } = await handle.read(
          Buffer.alloc(Math.min(size, KEPT)),
          0,
          Math.min(size, KEPT),
          Math.max(0, size - KEPT),
        );
        return endOf(buffer.subarray(0, bytesRead).toString('utf8'), size > KEPT);
      } catch (error) {
        throw unreadable('log', file, error);
      } finally {
        await handle.close();
      }
    },
  };
}

/**
 * Where the beginning is missing, what stands there cannot be judged: the first line, and a private key or a Secret that had begun before. All of a
 * document in YAML goes, up to the next that begins at the margin.
 */
export function endOf(text: string, cut: boolean): string {
  if (!cut) return text;
  const lines = text.split('\n').slice(1);
  const keyEnd = lines.findIndex((line) => line.includes('-----END '));
  const keyBegin = lines.findIndex((line) => line.includes('-----BEGIN '));
  const from = keyEnd >= 0 && (keyBegin < 0 || keyEnd < keyBegin) ? keyEnd + 1 : 0;
  const margin = lines.findIndex((line, index) => index >= from && /^\S/.test(line) && !/^[\w+/=]+$/.test(line));
  return margin < 0 ? '' : lines.slice(margin).join('\n');
}
