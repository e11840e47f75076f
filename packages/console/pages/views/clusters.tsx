/** The clusters: how the mesh sees each, its links, and the names in the certificate of its API server against the one that is needed. */
import type { ListClustersAnswer } from '../../src/generated/client.ts';
import type { TopologyCluster } from '../../src/topology/schema.ts';
import { api } from '../parts/ask.ts';
import { idColumn, over, wordColumn } from '../parts/columns.tsx';
import { useLoad } from '../parts/load.ts';
import { useMesh, useNames } from '../parts/mesh.ts';
import { Picture } from '../parts/picture.tsx';
import { Card, Command, Facts, Id, Page, RefreshButton, Said, Shown, State, Word } from '../parts/pieces.tsx';
import { type Place, wayTo } from '../parts/place.ts';
import { useWords } from '../parts/settings.ts';
import { type Column, Table } from '../parts/table.tsx';

type Certificates = NonNullable<ListClustersAnswer['certificates']>;
type Certificate = Certificates['clusters'][number];

const healths = {
  present: 'good',
  missing: 'bad',
  restarting: 'working',
  set: 'working',
  unset: 'bad',
  early: 'none',
  unknown: 'none',
} as const;

interface Row {
  readonly cluster: TopologyCluster;
  readonly certificate: Certificate | undefined;
  readonly member: ListClustersAnswer['members'][number] | undefined;
}

export function ClustersPage({ place }: { place: Place }) {
  const words = useWords();
  const name = useNames();
  const { shown } = useMesh();
  const { status, clusters } = shown.topology;
  const loaded = useLoad(() => api.listClusters(), [status, clusters.length]);
  const [, id] = place.path;
  return (
    <Page title={id === undefined ? words.pages.clusters : name(id)} side={<RefreshButton loaded={loaded} />}>
      <Shown loaded={loaded}>
        {({ certificates, members }) => {
          const rows = clusters.map((cluster): Row => {
            const of = (each: { clusterId: string }) => each.clusterId === cluster.clusterId;
            return { cluster, certificate: certificates?.clusters.find(of), member: members.find(of) };
          });
          const row = rows.find(({ cluster }) => cluster.clusterId === id);
          if (id === undefined) return <List rows={rows} from={certificates?.from} />;
          return row === undefined ? (
            <p class="quiet">{words.nothing}</p>
          ) : (
            <Detail row={row} from={certificates?.from} />
          );
        }}
      </Shown>
    </Page>
  );
}

function List({ rows, from }: { rows: readonly Row[]; from: string | undefined }) {
  const words = useWords();
  const name = useNames();
  const { certificates: says } = words;
  const columns: Column<Row>[] = [
    over(
      {
        key: 'cluster',
        title: words.topology.columns.cluster,
        text: ({ cluster }) => name(cluster.clusterId),
        cell: ({ cluster }) => <a href={wayTo('clusters', cluster.clusterId)}>{name(cluster.clusterId)}</a>,
      },
      idColumn('id', words.object.id, ({ cluster }) => cluster.clusterId),
    ),
    wordColumn('member', says.member, ({ member }) => member?.state ?? ''),
    {
      key: 'links',
      wraps: 'words',
      title: says.links,
      text: ({ cluster }) => `${cluster.apiServer.health} ${cluster.pilot.health}`,
      cell: ({ cluster }) => <Links cluster={cluster} />,
    },
    {
      key: 'names',
      title: says.names,
      text: ({ certificate }) => certificate?.verdict ?? '',
      cell: ({ certificate }) => <Verdict certificate={certificate} />,
    },
    over(
      idColumn('vpc', words.object.vpc, ({ cluster }) => cluster.vpcId ?? ''),
      { key: 'type', title: words.object.type, text: ({ certificate }) => certificate?.type ?? '' },
    ),
  ];
  return (
    <>
      <Table label={words.pages.clusters} columns={columns} rows={rows} rowKey={({ cluster }) => cluster.clusterId} />
      {from === undefined ? null : <p class="dim">{says.from(from)}</p>}
    </>
  );
}

function Links({ cluster: { apiServer, pilot } }: { cluster: TopologyCluster }) {
  const words = useWords();
  return (
    <>
      <State health={apiServer.health}>{words.channels['api-server']}</State>{' '}
      <State health={pilot.health}>{words.channels.pilot}</State>
    </>
  );
}

function Verdict({ certificate }: { certificate: Certificate | undefined }) {
  const words = useWords();
  if (certificate === undefined) return <span class="dim">—</span>;
  return <State health={healths[certificate.verdict]}>{words.certificates.verdicts[certificate.verdict]}</State>;
}

function Detail({ row: { cluster, certificate, member }, from }: { row: Row; from: string | undefined }) {
  const words = useWords();
  const { shown } = useMesh();
  const { certificates: says } = words;
  const needed = certificate?.domainName ?? null;
  const managed = certificate?.type === 'ManagedKubernetes';
  const own = certificate === undefined ? undefined : words.server.certificate(certificate.verdict, managed);
  const addable = managed && (certificate.verdict === 'missing' || certificate.verdict === 'unset');
  const sibling = shown.topology.clusters.filter((each) => each.clusterId === cluster.clusterId);
  return (
    <>
      <p>
        <a href={wayTo('clusters')}>← {words.object.back}</a>
      </p>
      <Picture data={{ ...shown.topology, clusters: sibling }} />
      <Card title={words.object.mesh}>
        <Facts
          items={[
            [words.object.id, <Id key="id">{cluster.clusterId}</Id>],
            [words.object.type, certificate?.type ?? ''],
            [words.object.vpc, <Id key="vpc">{cluster.vpcId ?? ''}</Id>],
            [says.member, <Word key="member">{member?.state ?? ''}</Word>],
            [says.links, <Links key="links" cluster={cluster} />],
          ]}
        />
        {member?.message ? <Facts wide items={[[words.configuration.columns.message, member.message]]} /> : null}
      </Card>
      {certificate === undefined ? null : (
        <Card title={says.names} side={<Verdict certificate={certificate} />}>
          <div class="card-body">
            <Said own={own?.meaning}>{certificate.message}</Said>
          </div>
          <Facts
            wide
            items={[
              [says.needed, needed === null ? '' : <code key="needed">{needed}</code>],
              [says.set, <Names key="set" names={certificate.setting} needed={needed} />],
              [
                says.served,
                certificate.served === null ? (
                  says.notSeen
                ) : (
                  <Names key="served" names={certificate.served} needed={needed} />
                ),
              ],
            ]}
          />
          {certificate.remedy === null ? null : (
            <div class="card-body">
              {addable ? (
                <>
                  <div>{own?.action ?? says.restarts}</div>
                  <Command>{`asmpvl san add --cluster ${cluster.clusterId}`}</Command>
                </>
              ) : (
                <Said own={own?.action}>{certificate.remedy}</Said>
              )}
            </div>
          )}
        </Card>
      )}
      {from === undefined ? null : <p class="dim">{says.from(from)}</p>}
    </>
  );
}

function Names({ names, needed }: { names: readonly string[]; needed: string | null }) {
  if (names.length === 0) return <span class="dim">—</span>;
  return (
    <ul class="tags">
      {names.map((each) => (
        <li key={each}>{each === needed ? <State health="good">{each}</State> : each}</li>
      ))}
    </ul>
  );
}
