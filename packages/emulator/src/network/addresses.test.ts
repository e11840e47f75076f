import { describe, expect, it } from 'vitest';
import { AddressBook } from './addresses.ts';

const at = (vpcId: string, ip: string, port = 6443) => ({ vpcId, ip, port });

describe('places on this machine', () => {
  it('when two VPCs have the same ip, each has its own address; the ports of one ip share it', () => {
    const book = new AddressBook('addresses');
    expect(book.place(at('vpc-1', '10.0.0.1'))).toEqual({ host: '127.80.0.1', port: 6443 });
    expect(book.place(at('vpc-2', '10.0.0.1'))).toEqual({ host: '127.80.0.2', port: 6443 });
    expect(book.place(at('vpc-1', '10.0.0.1', 15012))).toEqual({ host: '127.80.0.1', port: 15012 });
  });

  it('when a port is privileged, it is shifted', () => {
    expect(new AddressBook('addresses').place(at('vpc-1', '10.0.0.1', 443)).port).toBe(10_443);
  });

  it('when the last listener of an ip is gone, its address is free again, and not before', () => {
    const book = new AddressBook('addresses');
    book.place(at('vpc-1', '10.0.0.1'));
    book.place(at('vpc-1', '10.0.0.1', 22));
    book.release(at('vpc-1', '10.0.0.1'));
    expect(book.place(at('vpc-1', '10.0.0.2')).host).toBe('127.80.0.2');
    book.release(at('vpc-1', '10.0.0.1', 22));
    expect(book.place(at('vpc-1', '10.0.0.3')).host).toBe('127.80.0.1');
  });

  it('when the pool is empty, it says so', () => {
    const book = new AddressBook('addresses');
    for (let index = 0; index < 65_535; index += 1) book.place(at('vpc-1', String(index)));
    expect(() => book.place(at('vpc-1', 'more'))).toThrow(/the network is full/);
  });
});
