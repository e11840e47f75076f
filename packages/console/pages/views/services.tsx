/** The endpoint services of the region, and one of them: as the vendor's console has them, and what it hides. */
import type { GetServiceAnswer, ListServicesAnswer } from '../../src/generated/client.ts';
import { api } from '../parts/ask.ts';
import { idColumn, over, timeColumn, wordColumn } from '../parts/columns.tsx';
import { InMesh, ObjectList, ObjectPage, roleColumn } from '../parts/objects.tsx';
import { Card, Facts, Id, Tags, Under, Word } from '../parts/pieces.tsx';
import { type Place, wayTo } from '../parts/place.ts';
import { useSettings } from '../parts/settings.ts';
import { type Column, Table } from '../parts/table.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { timeText } from '../parts/time.ts';

type Row = ListServicesAnswer['items'][number];
type Connection = GetServiceAnswer['connections'][number];
type Resource = GetServiceAnswer['resources'][number];

export function ServicesPage({ place }: { place: Place }) {
  const [, id] = place.path;
  return id === undefined ? (
    <List />
  ) : (
    <ObjectPage kind="services" id={id} read={api.getService}>
      {(service) => <Service service={service} />}
    </ObjectPage>
  );
}

/** More endpoints than this are counted, not named. */
const MOST_NAMED = 3;

function List() {
  const { words, language } = useSettings();
  const { object } = words;
  const columns: Column<Row>[] = [
    over(
      idColumn('id', object.id, ({ id }) => id, 'services'),
      {
        key: 'description',
        title: object.description,
        text: ({ name, description }) => `${name} ${description}`,
        cell: ({ description }) => <Under>{description}</Under>,
      },
    ),
    roleColumn(words),
    over(
      wordColumn('status', object.status, ({ status }) => status),
      wordColumn('business', object.businessStatus, ({ businessStatus }) => businessStatus),
    ),
    over(
      {
        key: 'pair',
        title: object.connections,
        text: ({ connections }) => connections.map(({ endpointId, status }) => `${endpointId} ${status}`).join(' '),
        cell: ({ connections }) =>
          connections.length > MOST_NAMED ? connections.length : <Pairs connections={connections} />,
      },
      { key: 'accept', title: object.autoAccept, text: ({ autoAccept }) => (autoAccept ? words.yes : words.no) },
    ),
    over(
      {
        key: 'zones',
        title: object.zones,
        text: ({ zones }) => zones.join(' '),
        cell: ({ zones }) => zones.map((zone) => <div key={zone}>{zone}</div>),
      },
      { key: 'type', title: object.resourceType, text: ({ resourceType }) => resourceType },
    ),
    timeColumn('created', object.created, language, ({ createdAt }) => createdAt),
  ];
  return <ObjectList kind="services" read={api.listServices} columns={columns} />;
}

function Pairs({ connections }: { connections: readonly { readonly endpointId: string }[] }) {
  return (
    <>
      {connections.map(({ endpointId }) => (
        <div key={endpointId}>
          <Id to={wayTo('endpoints', endpointId)}>{endpointId}</Id>
        </div>
      ))}
    </>
  );
}

function Service({ service }: { service: GetServiceAnswer }) {
  const { words, language } = useSettings();
  const { object } = words;
  const { connections, resources, whitelist, owner } = service;
  const bandwidth = service.bandwidth === null ? '' : `${service.bandwidth} Mbit/s`;
  return (
    <>
      <InMesh
        owner={owner}
        pair={connections.length === 0 ? '' : <Pairs connections={connections} />}
        endpointZones={[...new Set(connections.flatMap(({ zones }) => zones.map(({ zoneId }) => zoneId)))]}
        serviceZones={service.zones}
      />
      <Tabs
        label={service.id}
        tabs={[
          {
            key: 'basic',
            title: object.basic,
            children: (
              <Card>
                <Facts
                  items={[
                    [object.id, <Id key="id">{service.id}</Id>],
                    [object.name, service.name],
                    [object.domain, service.domain],
                    [object.status, <Word key="status">{service.status}</Word>],
                    [object.businessStatus, <Word key="business">{service.businessStatus}</Word>],
                    [object.description, service.description],
                    [object.resourceType, service.resourceType],
                    [object.zones, service.zones.join(', ')],
                    [object.autoAccept, service.autoAccept ? words.yes : words.no],
                    [object.zoneAffinity, service.zoneAffinity ? words.yes : words.no],
                    [object.defaultBandwidth, bandwidth],
                    [object.payer, service.payer],
                    [object.created, timeText(service.createdAt, language)],
                    [object.tags, <Tags key="tags" items={service.tags} />],
                  ]}
                />
              </Card>
            ),
          },
          { key: 'connections', title: object.connections, children: <Connections items={connections} /> },
          { key: 'resources', title: object.resources, children: <Resources items={resources} /> },
          { key: 'whitelist', title: object.whitelist, children: <Whitelist items={whitelist} /> },
        ]}
      />
    </>
  );
}

function Connections({ items }: { items: readonly Connection[] }) {
  const { words, language } = useSettings();
  const { object } = words;
  const columns: Column<Connection>[] = [
    idColumn('endpoint', object.endpoint, ({ endpointId }) => endpointId, 'endpoints'),
    wordColumn('status', object.status, ({ status }) => status),
    over(
      idColumn('vpc', object.vpc, ({ vpcId }) => vpcId),
      { key: 'account', title: object.account, text: ({ ownerId }) => ownerId },
    ),
    {
      key: 'bandwidth',
      title: object.bandwidth,
      text: ({ bandwidth }) => bandwidth ?? '',
      cell: ({ bandwidth }) => (bandwidth === null ? '—' : `${bandwidth} Mbit/s`),
    },
    {
      key: 'zones',
      title: object.zones,
      text: ({ zones }) => zones.map(({ zoneId }) => zoneId).join(' '),
      cell: ({ zones }) =>
        zones.map(({ zoneId, status, eniId, resourceId }) => (
          <div key={zoneId}>
            {zoneId} <Word>{status}</Word>
            <div>
              <Id>{eniId}</Id>
            </div>
            <div>
              → <Id>{resourceId}</Id>
            </div>
          </div>
        )),
    },
    timeColumn('changed', object.changed, language, ({ changedAt }) => changedAt),
  ];
  return (
    <Table
      plain={items.length <= 20}
      label={object.connections}
      columns={columns}
      rows={items}
      rowKey={({ endpointId }) => endpointId}
    />
  );
}

function Resources({ items }: { items: readonly Resource[] }) {
  const { words } = useSettings();
  const { object } = words;
  const columns: Column<Resource>[] = [
    over(
      idColumn('id', object.resource, ({ id }) => id),
      { key: 'type', title: object.type, text: ({ type }) => type },
    ),
    { key: 'zone', title: object.zone, text: ({ zoneId }) => zoneId },
    over(
      idColumn('vpc', object.vpc, ({ vpcId }) => vpcId),
      idColumn('vsw', object.vSwitch, ({ vSwitchId }) => vSwitchId),
    ),
    { key: 'ip', title: object.address, text: ({ ip }) => ip },
    { key: 'users', title: object.users, text: ({ endpoints }) => endpoints },
    { key: 'auto', title: object.autoAllocated, text: ({ autoAllocated }) => (autoAllocated ? words.yes : words.no) },
  ];
  return (
    <Table
      plain
      label={object.resources}
      columns={columns}
      rows={items}
      rowKey={({ id, zoneId }) => `${id} ${zoneId}`}
    />
  );
}

function Whitelist({ items }: { items: readonly string[] }) {
  const { words } = useSettings();
  const { object } = words;
  const columns: Column<string>[] = [{ key: 'account', title: object.account, text: (account) => account }];
  return <Table plain label={object.whitelist} columns={columns} rows={items} rowKey={(account) => account} />;
}
