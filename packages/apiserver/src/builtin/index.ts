import type { Resource } from '../resource.ts';
import { configMaps, secrets } from './config.ts';
import { customResourceDefinitions } from './crds.ts';
import { coreEvents, eventsV1 } from './events.ts';
import { leases } from './leases.ts';
import { namespaces } from './namespaces.ts';
import { serviceAccounts } from './service-accounts.ts';
import { services } from './services.ts';

/** The built-in resources, in the order of discovery. */
export function builtinResources(): Resource[] {
  return [
    configMaps(),
    coreEvents(),
    namespaces(),
    secrets(),
    serviceAccounts(),
    services(),
    customResourceDefinitions(),
    leases(),
    eventsV1(),
  ];
}
