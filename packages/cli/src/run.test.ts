import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

async function runWith(args: readonly string[], env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const code = await run(args, {
    program: 'asmpvl',
    input: async () => '',
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
    env,
    stop: new AbortController().signal,
  });
  return { code, out, err };
}

describe('the command line', () => {
  it('--help lists the commands, on standard output', async () => {
    const { code, out, err } = await runWith(['--help']);
    expect(code).toBe(0);
    expect(err).toBe('');
    for (const text of ['up', 'cloud', 'kube', 'operator', 'completion']) expect(out).toContain(text);
  });

  it('--version prints nothing but the version', async () => {
    expect(await runWith(['--version'])).toEqual({ code: 0, out: '0.1.0\n', err: '' });
  });

  it.each([
    ['nothing', [], 'Usage: asmpvl'],
    ['an unknown command', ['walk'], 'asmpvl has no command "walk"'],
    ['a misspelt command', ['clod'], 'Did you mean cloud?'],
    ['an unknown option', ['up', '--onse'], 'Did you mean --once?'],
    ['an unknown profile', ['up', '--profile', 'slow'], 'Give one of instant, fast, realistic'],
    ['a port that is none', ['cloud', '--port', '70000'], '0 to 65535'],
    ['a product without a name', ['cloud', '--product-ports', '=1'], 'privatelink=8101'],
    ['a product that there is not', ['cloud', '--product-ports', 'oss'], 'there is no product oss'],
    ['a time that is none', ['up', '--timeout', '-1'], 'seconds above 0'],
    ['a scenario that is not there', ['up', '--scenario', '/nowhere.yaml'], '/nowhere.yaml'],
    ['a setting that is missing', ['operator', '--mesh', 'c1'], '--region'],
    ['too many arguments', ['kube', 'extra'], 'one word too many'],
    ['a value that is forgotten', ['up', '--config', '--once'], '--config needs a value'],
    ['a value for a switch', ['up', '--once=yes'], '--once takes no value'],
    ['an argument that is missing', ['completion'], 'SHELL is missing'],
    ['a flag before the command', ['--port', '1', 'kube'], 'stand behind it'],
  ])('%s ends with 2 and says what to do', async (_, args, text) => {
    const { code, out, err } = await runWith(args);
    expect(err).toContain(text);
    expect(out.replace(/^[\s\S]*$/, (all) => (args[0] === 'up' ? '' : all))).toBe('');
    expect(code).toBe(2);
  });

  it('an error is what, where and what now; the stack only when asked for', async () => {
    const args = ['up', '--scenario', '/nowhere.yaml'];
    const short = await runWith(args);
    expect(short.err).toMatch(
      /^asmpvl: .*no such file \[FileUnreadable\]\n {2}where: \/nowhere\.yaml\n {2}now: {3}\S.*\n$/,
    );
    expect((await runWith(['--debug', ...args])).err).toMatch(/\n {4}at /);
  });

  it('cloud --print-scenario prints a scenario that can be used', async () => {
    const { code, out } = await runWith(['cloud', '--print-scenario']);
    expect(code).toBe(0);
    const { parseScenarioFile } = await import('@asm-privatelink/emulator');
    expect(parseScenarioFile(out).clusters).toHaveLength(1);
  });
});
