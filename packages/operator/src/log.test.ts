import { describe, expect, it } from 'vitest';
import { KubeError } from './kube/errors.ts';
import { createLog } from './log.ts';

function lines(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const written: string[] = [];
  write(createLog({ level: 'debug', to: { write: (line) => void written.push(line) } }));
  return written.map((line) => JSON.parse(line));
}

describe('createLog', () => {
  it('writes one JSON line with a level in words and an ISO time', () => {
    const [line] = lines((log) => log.info({ object: 'default' }, 'status written'));
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      object: 'default',
      msg: 'status written',
    });
  });

  it('hides secrets wherever they may slip in', () => {
    const secrets = {
      token: 's3cret',
      headers: { authorization: 's3cret' },
      request: { credentials: { accessKeySecret: 's3cret' } },
    };
    expect(JSON.stringify(lines((log) => log.warn(secrets, 'step failed')))).not.toContain('s3cret');
  });

  it('says of an error what can be acted on, with its causes; a stack only of what has no code', () => {
    const cause = new TypeError('inner');
    const error = new KubeError({ status: 409, reason: 'Conflict', message: 'moved on', cause });
    const [line] = lines((log) => log.error({ error }, 'the pass failed'));
    expect(line?.['error']).toEqual({
      name: 'KubeError',
      message: 'moved on',
      reason: 'Conflict',
      status: 409,
      cause: { name: 'TypeError', message: 'inner', stack: expect.any(String) },
    });
  });
});
