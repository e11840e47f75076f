/** The endpoints of the region, and one of them: as the vendor's console has them, and what it hides. */
import type { GetEndpointAnswer, ListEndpointsAnswer } from '../../src/generated/client.ts';
import { api } from '../parts/ask.ts';
import { idColumn, over, timeColumn, wordColumn } from '../parts/columns.tsx';
import { InMesh, ObjectList, ObjectPage, roleColumn } from '../parts/objects.tsx';
import { Card, Facts, Id, Tags, Under, Word } from '../parts/pieces.tsx';
import { type Place, wayTo } from '../parts/place.ts';
import { useSettings } from '../parts/settings.ts';
import { type Column, Table } from '../parts/table.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { timeText } from '../parts/time.ts';

type Row = ListEndpointsAnswer['items'][number];
type Zone = GetEndpointAnswer['zones'][number];
type Group = GetEndpointAnswer['groups'][number];

export function EndpointsPage({ place }: { place: Place }) {
  const [, id] = place.path;
  return id === undefined ? (
    <List />
  ) : (
    <ObjectPage kind="endpoints" id={id} read={api.getEndpoint}>
      {(endpoint) => <Endpoint endpoint={endpoint} />}
    </ObjectPage>
  );
}

function List() {
  const { words, language } = useSettings();
  const { object } = words;
  const columns: Column<Row>[] = [
    over(
      idColumn('id', object.id, ({ id }) => id, 'endpoints'),
      { key: 'name', title: object.name, text: ({ name }) => name },
    ),
    roleColumn(words),
    over(
      wordColumn('status', object.status, ({ status }) => status),
      wordColumn('connection', object.connection, ({ connection }) => connection),
    ),
    over(
      idColumn('service', object.service, ({ serviceId }) => serviceId, 'services'),
      {
        key: 'domain',
        title: object.domain,
        text: ({ domain, serviceName }) => `${domain} ${serviceName}`,
        cell: ({ domain }) => <Under>{domain}</Under>,
      },
    ),
    over(
      idColumn('vpc', object.vpc, ({ vpcId }) => vpcId),
      { key: 'type', title: object.type, text: ({ type }) => type },
    ),
    timeColumn('created', object.created, language, ({ createdAt }) => createdAt),
  ];
  return <ObjectList kind="endpoints" read={api.listEndpoints} columns={columns} />;
}

function Endpoint({ endpoint }: { endpoint: GetEndpointAnswer }) {
  const { words, language } = useSettings();
  const { object } = words;
  const { owner, zones, groups, serviceId, serviceZones } = endpoint;
  const bandwidth = endpoint.bandwidth === null ? '' : `${endpoint.bandwidth} Mbit/s`;
  return (
    <>
      <InMesh
        owner={owner}
        pair={<Id to={wayTo('services', serviceId)}>{serviceId}</Id>}
        endpointZones={zones.map(({ zoneId }) => zoneId)}
        serviceZones={serviceZones}
      />
      <Tabs
        label={endpoint.id}
        tabs={[
          {
            key: 'basic',
            title: object.basic,
            children: (
              <Card>
                <Facts
                  items={[
                    [object.id, <Id key="id">{endpoint.id}</Id>],
                    [object.name, endpoint.name],
                    [object.domain, <code key="domain">{endpoint.domain}</code>],
                    [object.status, <Word key="status">{endpoint.status}</Word>],
                    [object.connection, <Word key="connection">{endpoint.connection}</Word>],
                    [object.businessStatus, <Word key="business">{endpoint.businessStatus}</Word>],
                    [object.service, endpoint.serviceName],
                    [object.vpc, <Id key="vpc">{endpoint.vpcId}</Id>],
                    [object.type, endpoint.type],
                    [object.description, endpoint.description],
                    [object.bandwidth, bandwidth],
                    [object.payer, endpoint.payer],
                    [object.zoneAffinity, endpoint.zoneAffinity ? words.yes : words.no],
                    [object.created, timeText(endpoint.createdAt, language)],
                    [object.tags, <Tags key="tags" items={endpoint.tags} />],
                  ]}
                />
              </Card>
            ),
          },
          { key: 'zones', title: object.zonesAndEnis, children: <Zones items={zones} /> },
          { key: 'groups', title: object.groups, children: <Groups items={groups} /> },
        ]}
      />
    </>
  );
}

function Zones({ items }: { items: readonly Zone[] }) {
  const { words } = useSettings();
  const { object } = words;
  const columns: Column<Zone>[] = [
    { key: 'zone', title: object.zone, text: ({ zoneId }) => zoneId },
    idColumn('vsw', object.vSwitch, ({ vSwitchId }) => vSwitchId),
    idColumn('eni', object.eni, ({ eniId }) => eniId),
    { key: 'ip', title: object.address, text: ({ ip }) => ip },
    { key: 'domain', wraps: 'prose', title: object.zoneDomain, text: ({ domain }) => domain },
    wordColumn('status', object.zoneStatus, ({ status }) => status),
  ];
  return <Table plain label={object.zonesAndEnis} columns={columns} rows={items} rowKey={({ zoneId }) => zoneId} />;
}

function Groups({ items }: { items: readonly Group[] }) {
  const { words } = useSettings();
  const { object } = words;
  const columns: Column<Group>[] = [
    idColumn('id', object.id, ({ id }) => id),
    wordColumn('status', object.status, ({ status }) => status),
  ];
  return <Table plain label={object.groups} columns={columns} rows={items} rowKey={({ id }) => id} />;
}
