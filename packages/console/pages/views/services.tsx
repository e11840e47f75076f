/** The endpoint services of the region, and one of them: as the vendor's console has them, and what it hides. */
import type { GetServiceAnswer, ListServicesAnswer } from '../../src/generated/client.ts';
import { api } from '../parts/ask.ts';
import { useLoad } from '../parts/load.ts';
import { ownerText, Serves } from '../parts/owner.tsx';
import { Card, Facts, Id, Page, RefreshButton, Shown, Tags, Under, Word } from '../parts/pieces.tsx';
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
  return id === undefined ? <List /> : <Detail id={id} />;
}

function List() {
  const { words, language, region } = useSettings();
  const loaded = useLoad(() => api.listServices({ region: region || undefined }), [region]);
  const { object } = words;
  const columns: Column<Row>[] = [
    {
      key: 'id',
      title: `${object.id} / ${object.description}`,
      text: ({ id, name, description }) => `${id} ${name} ${description}`,
      cell: ({ id, description }) => (
        <>
          <Id to={wayTo('services', id)}>{id}</Id>
          <Under>{description}</Under>
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
      title: `${object.status} / ${object.businessStatus}`,
      text: ({ status, businessStatus }) => `${status} ${businessStatus}`,
      cell: ({ status, businessStatus }) => (
        <>
          <Word>{status}</Word>
          <div>
            <Word>{businessStatus}</Word>
          </div>
        </>
      ),
    },
    {
      key: 'pair',
      title: `${object.connections} / ${object.autoAccept}`,
      text: ({ connections }) => connections.map(({ endpointId, status }) => `${endpointId} ${status}`).join(' '),
      cell: ({ connections, autoAccept }) => (
        <>
          {connections.length > 3
            ? connections.length
            : connections.map(({ endpointId }) => (
                <div key={endpointId}>
                  <Id to={wayTo('endpoints', endpointId)}>{endpointId}</Id>
                </div>
              ))}
          <Under>{autoAccept ? words.yes : words.no}</Under>
        </>
      ),
    },
    {
      key: 'zones',
      title: `${object.zones} / ${object.resourceType}`,
      text: ({ zones, resourceType }) => `${zones.join(' ')} ${resourceType}`,
      cell: ({ zones, resourceType }) => (
        <>
          {zones.map((zone) => (
            <div key={zone}>{zone}</div>
          ))}
          <Under>{resourceType}</Under>
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
    <Page title={words.pages.services} side={<RefreshButton loaded={loaded} />}>
      <Shown loaded={loaded}>
        {({ items }) => <Table label={words.pages.services} columns={columns} rows={items} rowKey={({ id }) => id} />}
      </Shown>
    </Page>
  );
}

function Detail({ id }: { id: string }) {
  const { words, region } = useSettings();
  const loaded = useLoad(() => api.getService(id, { region: region || undefined }), [id, region]);
  return (
    <Page title={id} side={<RefreshButton loaded={loaded} />}>
      <p>
        <a href={wayTo('services')}>← {words.object.back}</a>
      </p>
      <Shown loaded={loaded}>{(service) => <Service service={service} />}</Shown>
    </Page>
  );
}

function Service({ service }: { service: GetServiceAnswer }) {
  const { words, language } = useSettings();
  const { object } = words;
  const { connections, resources, whitelist, owner } = service;
  const bandwidth = service.bandwidth === null ? '' : `${service.bandwidth} Mbit/s`;
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
              connections.length === 0
                ? ''
                : connections.map(({ endpointId }) => (
                    <div key={endpointId}>
                      <Id to={wayTo('endpoints', endpointId)}>{endpointId}</Id>
                    </div>
                  )),
            ],
          ]}
        />
        <div class="sides">
          <div>
            <h3>{object.thatSide}</h3>
            {service.zones.join(', ') || '—'}
          </div>
          <div>
            <h3>{object.thisSide}</h3>
            {[...new Set(connections.flatMap(({ zones }) => zones.map(({ zoneId }) => zoneId)))].join(', ') || '—'}
          </div>
        </div>
      </Card>
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
          {
            key: 'whitelist',
            title: object.whitelist,
            children: (
              <Table
                plain
                label={object.whitelist}
                columns={[{ key: 'account', title: object.account, text: (account: string) => account }]}
                rows={whitelist}
                rowKey={(account) => account}
              />
            ),
          },
        ]}
      />
    </>
  );
}

function Connections({ items }: { items: readonly Connection[] }) {
  const { words, language } = useSettings();
  const { object } = words;
  const columns: Column<Connection>[] = [
    {
      key: 'endpoint',
      title: object.endpoint,
      text: ({ endpointId }) => endpointId,
      cell: ({ endpointId }) => <Id to={wayTo('endpoints', endpointId)}>{endpointId}</Id>,
    },
    { key: 'status', title: object.status, text: ({ status }) => status, cell: ({ status }) => <Word>{status}</Word> },
    {
      key: 'vpc',
      title: `${object.vpc} / ${object.account}`,
      text: ({ vpcId, ownerId }) => `${vpcId} ${ownerId}`,
      cell: ({ vpcId, ownerId }) => (
        <>
          <Id>{vpcId}</Id>
          <Under>{ownerId}</Under>
        </>
      ),
    },
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
    {
      key: 'changed',
      wraps: 'words',
      title: object.changed,
      text: ({ changedAt }) => changedAt,
      cell: ({ changedAt }) => timeText(changedAt, language),
    },
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
    {
      key: 'id',
      title: `${object.resource} / ${object.type}`,
      text: ({ id, type }) => `${id} ${type}`,
      cell: ({ id, type }) => (
        <>
          <Id>{id}</Id>
          <Under>{type}</Under>
        </>
      ),
    },
    { key: 'zone', title: object.zone, text: ({ zoneId }) => zoneId },
    {
      key: 'vpc',
      title: `${object.vpc} / ${object.vSwitch}`,
      text: ({ vpcId, vSwitchId }) => `${vpcId} ${vSwitchId}`,
      cell: ({ vpcId, vSwitchId }) => (
        <>
          <Id>{vpcId}</Id>
          <div class="dim">
            <Id>{vSwitchId}</Id>
          </div>
        </>
      ),
    },
    { key: 'ip', title: object.address, text: ({ ip }) => ip },
    { key: 'users', title: object.users, text: ({ endpoints }) => endpoints },
    {
      key: 'auto',
      title: object.autoAllocated,
      text: ({ autoAllocated }) => (autoAllocated ? words.yes : words.no),
    },
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
