import { describe, expect, it } from 'vitest';
import { AddressBook } from './addresses.ts';
import { hostKey } from './layout.ts';

const at = (vpcId: string, ip: string, port = 6443) => ({ vpcId, ip, port });
const hosts = (...ips: string[]) => new Set(ips.map((ip) => hostKey('vpc-1', ip)));

describe('places on this machine', () => {
  it('when two VPCs have the same ip, each has its own address; the ports of one ip share it', () => {
    const book = new AddressBook('addresses');
    book.hold(new Set([hostKey('vpc-1', '10.0.0.1'), hostKey('vpc-2', '10.0.0.1')]));
    expect(book.place(at('vpc-1', '10.0.0.1'))).toEqual({ host: '127.80.0.1', port: 6443 });
    expect(book.place(at('vpc-2', '10.0.0.1'))).toEqual({ host: '127.80.0.2', port: 6443 });
    expect(book.place(at('vpc-1', '10.0.0.1', 15012))).toEqual({ host: '127.80.0.1', port: 15012 });
  });

  it('when a port is privileged, it is shifted', () => {
    const book = new AddressBook('addresses');
    book.hold(hosts('10.0.0.1'));
    expect(book.place(at('vpc-1', '10.0.0.1', 443)).port).toBe(10_443);
  });

  it('when a host is gone, its address is free again; who stays keeps theirs', () => {
    const book = new AddressBook('addresses');
    book.hold(hosts('a', 'b'));
    book.hold(hosts('b', 'c'));
    expect([book.host('vpc-1', 'a'), book.host('vpc-1', 'b'), book.host('vpc-1', 'c')]).toEqual([
      undefined,
      '127.80.0.2',
      '127.80.0.1',
    ]);
  });

  it('when every listener is a port of 127.0.0.1, so is every host', () => {
    const book = new AddressBook('ports');
    book.hold(hosts('a'));
    expect(book.place(at('vpc-1', 'a'))).toEqual({ host: '127.0.0.1', port: 0 });
  });

  it('when the pool is empty, it says so', () => {
    const book = new AddressBook('addresses');
    const many = Array.from({ length: 65_535 }, (_, index) => String(index));
    book.hold(hosts(...many, 'more'));
    expect(book.place(at('vpc-1', '65534')).host).toBe('127.80.255.255');
    expect(() => book.place(at('vpc-1', 'more'))).toThrow('no place for more of vpc-1: all 65535 addresses');
    book.hold(hosts('more'));
    expect(book.place(at('vpc-1', 'more')).host).toBe('127.80.0.1');
  });
});
