import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { dialledHost, isLoopback } from './loopback.ts';

describe('the guard, which test/setup.ts puts up', () => {
  it.each([
    { by: 'net', dial: () => net.connect(443, '192.0.2.1') },
    { by: 'net by options', dial: () => net.connect({ host: 'example.com', port: 443 }) },
    { by: 'tls', dial: () => tls.connect({ host: '192.0.2.1', port: 443 }) },
    { by: 'http', dial: () => http.get('http://192.0.2.1/', { agent: false }) },
  ])('lets no socket out: $by', ({ dial }) => {
    expect(dial).toThrow(/tests stay on loopback/);
  });

  it('stops fetch too', async () => {
    await expect(fetch('http://192.0.2.1/')).rejects.toMatchObject({
      cause: { message: expect.stringContaining('192.0.2.1: tests stay on loopback') },
    });
  });

  it('clears what could lead to an account or a cluster', () => {
    expect(process.env['KUBECONFIG']).toBeUndefined();
    expect(process.env['ALIBABA_CLOUD_ECS_METADATA_DISABLED']).toBe('true');
    expect(process.env['HOME']).toMatch(/asmpvl-home-/);
  });
});

describe('dialledHost', () => {
  it.each([
    { args: [80], want: 'localhost' },
    { args: ['80', '10.0.0.1'], want: '10.0.0.1' },
    { args: [{ port: 80 }], want: 'localhost' },
    { args: [{ port: 80, host: 'a.example' }], want: 'a.example' },
    { args: [[{ port: 80, host: '10.0.0.1' }, null]], want: '10.0.0.1' },
    { args: ['/run/a.sock'], want: undefined },
    { args: [{ path: '/run/a.sock' }], want: undefined },
  ])('of $args is $want', ({ args, want }) => {
    expect(dialledHost(args)).toBe(want);
  });
});

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.8.0.3', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['localhost', true],
    ['127.0.0.1.example.com', false],
    ['10.0.0.1', false],
    ['100.100.100.200', false],
    ['0.0.0.0', false],
  ])('of %s is %s', (host, want) => {
    expect(isLoopback(host)).toBe(want);
  });
});
