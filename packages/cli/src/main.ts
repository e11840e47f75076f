#!/usr/bin/env node
import { run } from './run.ts';
import { stopOnSignals } from './stop.ts';

// Whoever reads us may go away (`asmpvl … | head`): that is no reason to fail, nor to go on.
process.stdout.on('error', () => process.kill(process.pid, 'SIGTERM'));

const { argv, stdout, stderr, env } = process;
const code = await run(argv.slice(2), { out: stdout, err: stderr, env, stop: stopOnSignals() });
// What was written may still be on its way to a pipe; then nothing may keep the process alive.
stdout.write('', () => stderr.write('', () => process.exit(code)));
