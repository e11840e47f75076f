/** What each link of an emulated cloud has carried. */
import type { ListTrafficAnswer } from '../../src/generated/client.ts';
import { api } from '../parts/ask.ts';
import { idColumn, wordColumn } from '../parts/columns.tsx';
import { useLoad } from '../parts/load.ts';
import { Page, RefreshButton, Shown } from '../parts/pieces.tsx';
import { useSettings } from '../parts/settings.ts';
import { type Column, Table } from '../parts/table.tsx';

type Row = ListTrafficAnswer['items'][number]['zones'][number] & { readonly endpointId: string };

export function TrafficPage() {
  const { words } = useSettings();
  const loaded = useLoad(() => api.listTraffic(), []);
  const titles = words.emulator.traffic;
  const columns: Column<Row>[] = [
    idColumn('endpoint', titles.endpoint, ({ endpointId }) => endpointId, 'endpoints'),
    { key: 'zone', title: titles.zone, text: ({ zoneId }) => zoneId },
    wordColumn('state', titles.state, ({ status }) => status),
    { key: 'connections', title: titles.connections, text: ({ connections }) => connections },
    { key: 'active', title: titles.active, text: ({ active }) => active },
    { key: 'unserved', title: titles.unserved, text: ({ unserved }) => unserved },
    { key: 'in', title: titles.received, text: ({ bytesIn }) => bytesIn, cell: ({ bytesIn }) => bytes(bytesIn) },
    { key: 'out', title: titles.sent, text: ({ bytesOut }) => bytesOut, cell: ({ bytesOut }) => bytes(bytesOut) },
  ];
  return (
    <Page title={words.pages.traffic} side={<RefreshButton loaded={loaded} />}>
      <Shown loaded={loaded}>
        {({ items }) => (
          <Table
            label={words.pages.traffic}
            columns={columns}
            rows={items.flatMap(({ endpointId, zones }) => zones.map((zone) => ({ ...zone, endpointId })))}
            rowKey={({ endpointId, zoneId }) => `${endpointId} ${zoneId}`}
          />
        )}
      </Shown>
    </Page>
  );
}

function bytes(count: number): string {
  if (count < 1024) return `${count} B`;
  return count < 1024 * 1024 ? `${(count / 1024).toFixed(1)} KiB` : `${(count / 1024 / 1024).toFixed(1)} MiB`;
}
