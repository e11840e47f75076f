/** Regions to begin with. A scenario that names others adds them. */
import type { Region } from './world.ts';

const ZONES: Record<string, { localName: string; letters: string }> = {
  'cn-hangzhou': { localName: 'China (Hangzhou)', letters: 'bfghijk' },
  'cn-shanghai': { localName: 'China (Shanghai)', letters: 'befglmn' },
  'cn-beijing': { localName: 'China (Beijing)', letters: 'cfghijkl' },
  'cn-shenzhen': { localName: 'China (Shenzhen)', letters: 'cdef' },
  'cn-huhehaote': { localName: 'China (Hohhot)', letters: 'ab' },
  'ap-southeast-1': { localName: 'Singapore', letters: 'abc' },
};

export function knownRegions(): Region[] {
  return Object.entries(ZONES).map(([id, { localName, letters }]) => ({
    id,
    localName,
    zoneIds: [...letters].map((letter) => zoneId(id, letter)),
  }));
}

/** `i` → `cn-hangzhou-i`, and `ap-southeast-1a`; a full id stays as it is. */
export function zoneId(regionId: string, zone: string): string {
  if (zone.startsWith(regionId)) return zone;
  return /\d$/.test(regionId) ? `${regionId}${zone}` : `${regionId}-${zone}`;
}
