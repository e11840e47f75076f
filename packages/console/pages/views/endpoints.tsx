/** The endpoints of the region, and one of them: as the vendor's console has them, and what it hides. */
import type { GetEndpointAnswer, ListEndpointsAnswer } from '../../src/generated/client.ts';
import { api } from '../parts/ask.ts';
import { useLoad } from '../parts/load.ts';
import { ownerText, Serves } from '../parts/owner.tsx';
import { Card, Facts, Id, Page, RefreshButton, Shown, State, Tags, Under, Word } from '../parts/pieces.tsx';
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
  return id === undefined ? <List /> : <Detail id={id} />;
}

function List() {
  const { words, language, region } = useSettings();
  const loaded = useLoad(() => api.listEndpoints({ region: region || undefined }), [region]);
  const { object } = words;
  const columns: Column<Row>[] = [
    {
      key: 'id',
      title: `${object.id} / ${object.name}`,
      text: ({ id, name }) => `${id} ${name}`,
      cell: ({ id, name }) => (
        <>
          <Id to={wayTo('endpoints', id)}>{id}</Id>
          <Under>{name}</Under>
        </>
      ),
    },
    {
      key: 'role',
      wraps: 'words',
      title: object.role,
      text: ({ owner }) => `${ownerText(owner, words)} ${owner.of ?? ''}`,
      cell: ({ owner }) => <Serves owner={owner} />,
    },
    {
      key: 'status',
      title: `${object.status} / ${object.connection}`,
      text: ({ status, connection }) => `${status} ${connection}`,
      cell: ({ status, connection }) => (
        <>
          <Word>{status}</Word>
          <div>
            <Word>{connection}</Word>
          </div>
        </>
      ),
    },
    {
      key: 'service',
      title: `${object.service} / ${object.domain}`,
      text: ({ serviceId, serviceName, domain }) => `${serviceId} ${serviceName} ${domain}`,
      cell: ({ serviceId, domain }) => (
        <>
          <Id to={wayTo('services', serviceId)}>{serviceId}</Id>
          <Under>{domain}</Under>
        </>
      ),
    },
    {
      key: 'vpc',
      title: `${object.vpc} / ${object.type}`,
      text: ({ vpcId, type }) => `${vpcId} ${type}`,
      cell: ({ vpcId, type }) => (
        <>
          <Id>{vpcId}</Id>
          <Under>{type}</Under>
        </>
      ),
    },
    {
      key: 'created',
      wraps: 'words',
      title: object.created,
      text: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => timeText(createdAt, language),
    },
  ];
  return (
    <Page title={words.pages.endpoints} side={<RefreshButton loaded={loaded} />}>
      <Shown loaded={loaded}>
        {({ items }) => <Table label={words.pages.endpoints} columns={columns} rows={items} rowKey={({ id }) => id} />}
      </Shown>
    </Page>
  );
}

function Detail({ id }: { id: string }) {
  const { words, region } = useSettings();
  const loaded = useLoad(() => api.getEndpoint(id, { region: region || undefined }), [id, region]);
  return (
    <Page title={id} side={<RefreshButton loaded={loaded} />}>
      <p>
        <a href={wayTo('endpoints')}>← {words.object.back}</a>
      </p>
      <Shown loaded={loaded}>{(endpoint) => <Endpoint endpoint={endpoint} />}</Shown>
    </Page>
  );
}

function Endpoint({ endpoint }: { endpoint: GetEndpointAnswer }) {
  const { words, language } = useSettings();
  const { object } = words;
  const { owner, zones, groups } = endpoint;
  const bandwidth = endpoint.bandwidth === null ? '' : `${endpoint.bandwidth} Mbit/s`;
  return (
    <>
      <Card title={object.mesh}>
        <Facts
          items={[
            [object.role, <Serves key="role" owner={owner} />],
            [object.owner, ownerText(owner, words)],
            [words.mesh, owner.mesh === null ? '' : <code key="mesh">{owner.mesh}</code>],
            [
              object.pair,
              <Id key="pair" to={wayTo('services', endpoint.serviceId)}>
                {endpoint.serviceId}
              </Id>,
            ],
          ]}
        />
        <Sides endpoint={endpoint} />
      </Card>
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
          {
            key: 'groups',
            title: object.groups,
            children: (
              <Table
                plain
                label={object.groups}
                columns={[
                  { key: 'id', title: object.id, text: ({ id }: Group) => id, cell: ({ id }: Group) => <Id>{id}</Id> },
                  {
                    key: 'status',
                    title: object.status,
                    text: ({ status }: Group) => status,
                    cell: ({ status }: Group) => <Word>{status}</Word>,
                  },
                ]}
                rows={groups}
                rowKey={({ id }) => id}
              />
            ),
          },
        ]}
      />
    </>
  );
}

/** A zone of the endpoint must be one of the service's. */
function Sides({ endpoint: { zones, serviceZones } }: { endpoint: GetEndpointAnswer }) {
  const { words } = useSettings();
  const { object } = words;
  const here = zones.map(({ zoneId }) => zoneId);
  const fits = (zone: string) => serviceZones === null || serviceZones.includes(zone);
  return (
    <div class="sides">
      <div>
        <h3>{object.thisSide}</h3>
        {here.length === 0
          ? '—'
          : here.map((zone) => (
              <div key={zone}>
                <State health={fits(zone) ? 'good' : 'bad'}>{zone}</State>
              </div>
            ))}
      </div>
      <div>
        <h3>{object.thatSide}</h3>
        {(serviceZones ?? []).length === 0
          ? '—'
          : serviceZones?.map((zone) => (
              <div key={zone}>{here.includes(zone) ? <State health="good">{zone}</State> : zone}</div>
            ))}
      </div>
    </div>
  );
}

function Zones({ items }: { items: readonly Zone[] }) {
  const { words } = useSettings();
  const { object } = words;
  const columns: Column<Zone>[] = [
    { key: 'zone', title: object.zone, text: ({ zoneId }) => zoneId },
    {
      key: 'vsw',
      title: object.vSwitch,
      text: ({ vSwitchId }) => vSwitchId,
      cell: ({ vSwitchId }) => <Id>{vSwitchId}</Id>,
    },
    { key: 'eni', title: object.eni, text: ({ eniId }) => eniId, cell: ({ eniId }) => <Id>{eniId}</Id> },
    { key: 'ip', title: object.address, text: ({ ip }) => ip },
    { key: 'domain', wraps: 'prose', title: object.zoneDomain, text: ({ domain }) => domain },
    {
      key: 'status',
      title: object.zoneStatus,
      text: ({ status }) => status,
      cell: ({ status }) => <Word>{status}</Word>,
    },
  ];
  return <Table plain label={object.zonesAndEnis} columns={columns} rows={items} rowKey={({ zoneId }) => zoneId} />;
}
