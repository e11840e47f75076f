/** The pages as files: read once, kept in memory, and sent compressed to whoever takes that. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type http from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly tag: string;
}

export type Assets = ReadonlyMap<string, Asset>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** By the path under which each is asked for. @throws what the file system says when the folder cannot be read */
export function readAssets(folder: string): Assets {
  const assets = readdirSync(folder).flatMap((name): [string, Asset][] => {
    const type = types[path.extname(name)];
    if (type === undefined) return [];
    const plain = readFileSync(path.join(folder, name));
    const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    return [[name === 'index.html' ? '/' : `/${name}`, { type, plain, gzip: gzipSync(plain, { level: 9 }), tag }]];
  });
  return new Map(assets);
}

export function sendAsset(request: http.IncomingMessage, response: http.ServerResponse, asset: Asset): void {
  const { type, plain, gzip, tag } = asset;
  const headers = { 'content-type': type, etag: tag, 'cache-control': 'no-cache', vary: 'accept-encoding' };
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = packed ? gzip : plain;
  response.writeHead(200, {
    ...headers,
    'content-length': body.length,
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
