#!/usr/bin/env -S node --max-semi-space-size=4
// Little room for garbage: an emulator with thousands of endpoints stays small, and a short command notices nothing (docs/decisions/0003).
import { start } from './start.ts';

await start(process.argv.slice(2));
