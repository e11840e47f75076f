/** Every page, by the name that stands in its address. */
import type { JSX } from 'preact';
import type { Place } from '../parts/place.ts';
import type { Words } from '../text/english.ts';
import { CallsPage } from './calls.tsx';
import { ClustersPage } from './clusters.tsx';
import { ConfigurationPage } from './configuration.tsx';
import { DiagnosisPage } from './diagnosis.tsx';
import { EndpointsPage } from './endpoints.tsx';
import { ServicesPage } from './services.tsx';
import { SnapshotsPage } from './snapshots.tsx';
import { SteeringPage } from './steering.tsx';
import { TopologyPage } from './topology.tsx';
import { TrafficPage } from './traffic.tsx';

export type PageName = keyof Words['pages'];

interface View {
  readonly name: PageName;
  readonly group: keyof Words['groups'];
  show(props: { place: Place }): JSX.Element;
}

const views: readonly View[] = [
  { name: 'topology', group: 'mesh', show: TopologyPage },
  { name: 'configuration', group: 'mesh', show: ConfigurationPage },
  { name: 'diagnosis', group: 'mesh', show: DiagnosisPage },
  { name: 'clusters', group: 'mesh', show: ClustersPage },
  { name: 'services', group: 'vpc', show: ServicesPage },
  { name: 'endpoints', group: 'vpc', show: EndpointsPage },
  { name: 'calls', group: 'emulator', show: CallsPage },
  { name: 'steering', group: 'emulator', show: SteeringPage },
  { name: 'snapshots', group: 'emulator', show: SnapshotsPage },
  { name: 'traffic', group: 'emulator', show: TrafficPage },
];

export function pageOf(name: string, emulated: boolean): View | undefined {
  return views.find((view) => view.name === name && (emulated || view.group !== 'emulator'));
}

export function groups(emulated: boolean): (readonly [View['group'], readonly View[]])[] {
  const names = (['mesh', 'vpc', 'emulator'] as const).filter((name) => emulated || name !== 'emulator');
  return names
    .map((name) => [name, views.filter(({ group }) => group === name)] as const)
    .filter(([, all]) => all.length > 0);
}
