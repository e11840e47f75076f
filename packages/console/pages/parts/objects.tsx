/** What the pages of endpoint services and of endpoints have in common: the list of the region, the page of one, and its place in the mesh. */
import type { ComponentChildren } from 'preact';
import type { ListServicesAnswer } from '../../src/generated/client.ts';
import type { Words } from '../text/english.ts';
import { useLoad } from './load.ts';
import { useNames } from './mesh.ts';
import { Card, Facts, Page, RefreshButton, Shown, State } from './pieces.tsx';
import { wayTo } from './place.ts';
import { useSettings, useWords } from './settings.ts';
import { type Column, Table } from './table.tsx';

type Kind = 'services' | 'endpoints';
type Owner = ListServicesAnswer['items'][number]['owner'];

interface Region {
  readonly region: string | undefined;
}

export function ObjectList<T extends { readonly id: string }>({
  kind,
  read,
  columns,
}: {
  kind: Kind;
  read: (of: Region) => Promise<{ readonly items: readonly T[] }>;
  columns: readonly Column<T>[];
}) {
  const { words, region } = useSettings();
  const loaded = useLoad(() => read({ region: region || undefined }), [region]);
  return (
    <Page title={words.pages[kind]} side={<RefreshButton loaded={loaded} />}>
      <Shown loaded={loaded}>
        {({ items }) => <Table label={words.pages[kind]} columns={columns} rows={items} rowKey={({ id }) => id} />}
      </Shown>
    </Page>
  );
}

export function ObjectPage<T>({
  kind,
  id,
  read,
  children,
}: {
  kind: Kind;
  id: string;
  read: (id: string, of: Region) => Promise<T>;
  children: (object: T) => ComponentChildren;
}) {
  const { words, region } = useSettings();
  const loaded = useLoad(() => read(id, { region: region || undefined }), [id, region]);
  return (
    <Page title={id} side={<RefreshButton loaded={loaded} />}>
      <p>
        <a href={wayTo(kind)}>← {words.object.back}</a>
      </p>
      <Shown loaded={loaded}>{children}</Shown>
    </Page>
  );
}

/** Whose an object is and which part it plays in which mesh: what the vendor's pages do not show. */
export function InMesh({
  owner,
  pair,
  endpointZones,
  serviceZones,
}: {
  owner: Owner;
  pair: ComponentChildren;
  endpointZones: readonly string[];
  serviceZones: readonly string[] | null;
}) {
  const words = useWords();
  const { object } = words;
  return (
    <Card title={object.mesh}>
      <Facts
        items={[
          [object.role, <Serves key="role" owner={owner} />],
          [object.owner, object.owners[owner.by]],
          [words.mesh, owner.mesh === null ? '' : <code key="mesh">{owner.mesh}</code>],
          [object.pair, pair],
        ]}
      />
      <div class="sides">
        <Side
          title={object.thisSide}
          zones={endpointZones}
          // A zone of the endpoint must be one of the service's.
          health={(zone) => (serviceZones?.includes(zone) === false ? 'bad' : 'good')}
        />
        <Side
          title={object.thatSide}
          zones={serviceZones ?? []}
          health={(zone) => (endpointZones.includes(zone) ? 'good' : undefined)}
        />
      </div>
    </Card>
  );
}

function Side({
  title,
  zones,
  health,
}: {
  title: string;
  zones: readonly string[];
  health: (zone: string) => 'good' | 'bad' | undefined;
}) {
  return (
    <div>
      <h3>{title}</h3>
      {zones.length === 0 ? '—' : null}
      {zones.map((zone) => {
        const is = health(zone);
        return <div key={zone}>{is === undefined ? zone : <State health={is}>{zone}</State>}</div>;
      })}
    </div>
  );
}

export function roleColumn<T extends { readonly owner: Owner }>({ object, roles }: Words): Column<T> {
  return {
    key: 'role',
    wraps: 'words',
    title: object.role,
    text: ({ owner }) => [owner.role === null ? object.owners.nobody : roles[owner.role], owner.of ?? ''].join(' '),
    cell: ({ owner }) => <Serves owner={owner} />,
  };
}

function Serves({ owner }: { owner: Owner }) {
  const words = useWords();
  const name = useNames();
  if (owner.role === null) return <span class="dim">{words.object.owners.nobody}</span>;
  // What serves all clusters of a VPC stands in it, which is shown beside.
  const cluster = owner.of?.startsWith('vpc-') === false ? owner.of : undefined;
  return (
    <>
      {words.roles[owner.role]}
      {cluster === undefined ? null : (
        <div>
          <a href={wayTo('clusters', cluster)}>{name(cluster)}</a>
        </div>
      )}
    </>
  );
}
