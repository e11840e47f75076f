import { CloudError } from '@asm-privatelink/cloud';
import { parseScenarioFile } from '@asm-privatelink/emulator';
import { describe, expect, it } from 'vitest';
import { explain, explanationLines } from './explain.ts';
import { plain } from './terminal/style.ts';

function thrownBy(what: () => unknown): unknown {
  try {
    what();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('an error as a person needs it', () => {
  it('a scenario: every problem with file, line and column', () => {
    const error = thrownBy(() => parseScenarioFile('vpcs:\n  - { nam: a }\n', 'mine.yaml'));
    const lines = explanationLines(explain(error), plain).join('\n');
    expect(lines).toContain('mine.yaml:2:');
    expect(explain(error).exitCode).toBe(2);
  });

  it('a call to the cloud: the code, and what its kind asks for', () => {
    const error = new CloudError({ code: 'QuotaMisMatched', action: 'CreateVpcEndpoint', message: 'too many' });
    expect(explain(error)).toMatchObject({
      code: 'QuotaMisMatched',
      now: expect.stringContaining('Change'),
      exitCode: 1,
    });
  });

  it('the machine: a port in use', () => {
    const error = Object.assign(new Error('listen EADDRINUSE 127.0.0.1:80'), { code: 'EADDRINUSE' });
    expect(explain(error)).toMatchObject({ code: 'EADDRINUSE', now: expect.stringContaining('another port') });
  });

  it('what nobody foresaw is called a mistake of ours', () => {
    expect(explain(new TypeError('x is undefined'))).toMatchObject({ code: 'InternalError', exitCode: 1 });
  });
});
