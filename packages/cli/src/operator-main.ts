#!/usr/bin/env -S node --max-semi-space-size=2 --max-old-space-size=96 --optimize-for-size --v8-pool-size=1
// `asmpvl operator` as a program of its own, so that it starts with the memory it needs and no more (docs/decisions/0003).
import { start } from './start.ts';

await start(['operator', ...process.argv.slice(2)]);
