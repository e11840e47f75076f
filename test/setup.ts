/**
 * Before any test: nothing of the machine's cloud credentials is visible, and no socket leaves loopback.
 */
import net from 'node:net';
import os from 'node:os';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';

for (const name of Object.keys(process.env)) {
  if (name.startsWith('ALIBABA_CLOUD_')) delete process.env[name];
}
process.env['ALIBABA_CLOUD_ECS_METADATA_DISABLED'] = 'true';
process.env['HOME'] = mkdtempSync(path.join(os.tmpdir(), 'asmpvl-home-'));

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
  const host = hostOf(args);
  if (host !== undefined && !isLoopback(host)) {
    throw new Error(`a test tried to reach ${host}: tests stay on loopback`);
  }
  return Reflect.apply(connect, this, args) as net.Socket;
} as typeof connect;

/** The host a connect call names, whatever form its arguments take; undefined for a path (a Unix socket). */
function hostOf(args: unknown[]): string | undefined {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && first.path) return undefined;
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return undefined;
  return typeof args[1] === 'string' ? args[1] : 'localhost';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
