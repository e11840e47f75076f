import { isIPv4 } from 'node:net';
import { array, child, metadataOf, text } from '../meta/object.ts';
import type { Others } from '../resource.ts';
import { invalid } from '../schema/cause.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { Cause } from '../schema/types.ts';

/** The cluster addresses of services: each has its own, of 10.96.0.0/16, unless it asks for none. */

const range = '10.96.0.0/16';
const size = 65_534;

const specOf = (object: JsonObject): JsonObject => child(object, 'spec');
const isOwn = (address: string): boolean => address !== '' && address !== 'None';

export function addressOf(object: JsonObject): string {
  return text(specOf(object)['clusterIP']);
}

/** `clusterIPs` says the same as `clusterIP`. */
export function withAddresses(object: JsonObject): JsonObject {
  const { clusterIP, clusterIPs, ...spec } = specOf(object);
  const address = text(clusterIP) || text(array(clusterIPs)[0]);
  return address === '' ? object : { ...object, spec: { ...spec, clusterIP: address, clusterIPs: [address] } };
}

/** An update that says no address keeps the one that is there; one to another name gives it up. */
export function keepAddress(object: JsonObject, before: JsonObject): JsonObject {
  const spec = specOf(object);
  const { clusterIP } = specOf(before);
  if (spec['type'] === 'ExternalName') {
    const { clusterIP: own, clusterIPs: _, ...rest } = spec;
    return own === undefined || own === clusterIP ? { ...object, spec: rest } : withAddresses(object);
  }
  const address = text(spec['clusterIP']) || text(clusterIP);
  return withAddresses({ ...object, spec: { ...spec, clusterIP: address } });
}

/** The address that its uid leads to, or the next free one. */
export function allocateAddress(object: JsonObject, others: Others): JsonObject {
  const spec = specOf(object);
  if (text(spec['clusterIP']) !== '' || spec['type'] === 'ExternalName') return object;
  const start = Number.parseInt(text(metadataOf(object)['uid']).replaceAll('-', '').slice(0, 6), 16) || 0;
  for (let step = 0; step < size; step += 1) {
    const number = 1 + ((start + step) % size);
    const address = `10.96.${number >> 8}.${number & 0xff}`;
    if (isFree(address, others)) return withAddresses({ ...object, spec: { ...spec, clusterIP: address } });
  }
  return object;
}

const isFree = (address: string, others: Others): boolean => !others.have('spec.clusterIP', address);

/** Of an address asked for anew: one in place of another is `fixedAddress`'s to refuse. */
export function validateAddress(object: JsonObject, before: JsonObject | undefined, others: Others): Cause[] {
  const address = addressOf(object);
  if (!isOwn(address) || specOf(object)['type'] === 'ExternalName') return [];
  if (before !== undefined && isOwn(addressOf(before))) return [];
  if (!isIPv4(address)) {
    return [invalid('spec.clusterIPs[0]', address, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
  }
  const refused = (problem: string): Cause[] => [
    invalid('spec.clusterIPs', [address], `failed to allocate IP ${address}: ${problem}`),
  ];
  if (!address.startsWith('10.96.')) {
    return refused(`the provided IP (${address}) is not in the valid range. The range of valid IPs is ${range}`);
  }
  return isFree(address, others) ? [] : refused('provided IP is already allocated');
}

/** The address of a service is its own for good, unless it becomes another name. */
export function fixedAddress(object: JsonObject, before: JsonObject): Cause[] {
  const [now, former] = [addressOf(object), addressOf(before)];
  if (former === '' || now === former || specOf(object)['type'] === 'ExternalName') return [];
  const shown: Json = [now];
  return [invalid('spec.clusterIPs[0]', shown, 'may not change once set')];
}
