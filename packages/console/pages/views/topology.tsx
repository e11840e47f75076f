/** The first page: what stands where, how each link is, and what needs somebody. */
import { useState } from 'preact/hooks';
import type { TopologyCluster, TopologyData, TopologyLink } from '../../src/topology/schema.ts';
import { idColumn } from '../parts/columns.tsx';
import { useMesh, useNames } from '../parts/mesh.ts';
import { downloadPicture, Picture } from '../parts/picture.tsx';
import { Page, Said, State } from '../parts/pieces.tsx';
import { wayTo } from '../parts/place.ts';
import { useWords } from '../parts/settings.ts';
import { type Column, Table } from '../parts/table.tsx';

interface Row {
  readonly cluster: TopologyCluster;
  readonly channel: 'api-server' | 'pilot';
  readonly link: TopologyLink;
}

export function TopologyPage() {
  const words = useWords();
  const { shown } = useMesh();
  const [filter, setFilter] = useState('');
  const [onlyTroubled, setOnlyTroubled] = useState(false);
  const [view, setView] = useState<'picture' | 'list'>('picture');
  const { topology, object } = shown;
  const rows = topology.clusters.flatMap(linksOf);
  const up = rows.filter(({ link }) => link.health === 'good').length;
  const fitting = { ...topology, clusters: topology.clusters.filter((each) => fits(each, filter, onlyTroubled)) };
  return (
    <Page
      title={words.pages.topology}
      side={
        <>
          <State health={healthOf(topology)}>{topology.status}</State>
          <span class="dim">{words.topology.linksUp(up, rows.length)}</span>
        </>
      }
    >
      {object ? null : <p class="note">{words.topology.noObject}</p>}
      <Attention rows={rows.filter(({ link }) => link.health !== 'good')} />
      <div class="bar">
        <input
          type="search"
          aria-label={words.topology.filter}
          placeholder={words.topology.filter}
          value={filter}
          onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={onlyTroubled}
            onChange={({ currentTarget }) => setOnlyTroubled(currentTarget.checked)}
          />
          {words.topology.onlyTroubled}
        </label>
        <fieldset class="switch">
          <legend class="unseen">{words.topology.view}</legend>
          {(['picture', 'list'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
              {words.topology[each]}
            </button>
          ))}
        </fieldset>
        <button type="button" class="end" onClick={() => downloadPicture(fitting, words)}>
          {words.topology.download}
        </button>
      </div>
      {view === 'list' ? <LinkTable rows={fitting.clusters.flatMap(linksOf)} /> : null}
      {view === 'picture' && fitting.clusters.length > 0 ? <Picture data={fitting} /> : null}
      {view === 'picture' && fitting.clusters.length === 0 && object ? (
        <p class="quiet">{words.topology.fitsNone}</p>
      ) : null}
    </Page>
  );
}

const MOST_SHOWN = 5;

/** What is not up, what needs a person first. */
function Attention({ rows }: { rows: readonly Row[] }) {
  const words = useWords();
  const name = useNames();
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((a, b) => Number(b.link.health === 'bad') - Number(a.link.health === 'bad'));
  const broken = sorted.some(({ link }) => link.health === 'bad');
  return (
    <section
      class={`attention ${broken ? 'bad' : 'working'}`}
      aria-label={broken ? words.topology.attention : words.topology.waiting}
    >
      <h2>{broken ? words.topology.attention : words.topology.waiting}</h2>
      <ul>
        {sorted.slice(0, MOST_SHOWN).map(({ cluster, channel, link }) => (
          <li key={`${cluster.clusterId} ${channel}`}>
            <a
              href={`${wayTo('diagnosis')}?${new URLSearchParams({ cluster: cluster.clusterId, channel }).toString()}`}
            >
              <State health={link.health}>
                {name(cluster.clusterId)} · {words.channels[channel]}
              </State>
            </a>
            <span class="reason">{link.reason}</span>
            <div class="message">
              <Said own={words.server.meaning(link.reason)}>{link.message}</Said>
            </div>
          </li>
        ))}
      </ul>
      {sorted.length <= MOST_SHOWN ? null : <p class="dim">{words.topology.more(sorted.length - MOST_SHOWN)}</p>}
    </section>
  );
}

function LinkTable({ rows }: { rows: readonly Row[] }) {
  const words = useWords();
  const name = useNames();
  const titles = words.topology.columns;
  const columns: Column<Row>[] = [
    {
      key: 'cluster',
      title: titles.cluster,
      text: ({ cluster }) => `${name(cluster.clusterId)} ${cluster.clusterId}`,
      cell: ({ cluster }) => <a href={wayTo('clusters', cluster.clusterId)}>{name(cluster.clusterId)}</a>,
    },
    { key: 'channel', title: titles.channel, text: ({ channel }) => words.channels[channel] },
    {
      key: 'state',
      title: titles.state,
      text: ({ link }) => words.picture.states[link.health],
      cell: ({ link }) => <State health={link.health}>{words.picture.states[link.health]}</State>,
    },
    idColumn('endpoint', titles.endpoint, ({ link }) => link.endpoint ?? '', 'endpoints'),
    idColumn('service', titles.service, ({ link }) => link.service ?? '', 'services'),
    { key: 'zones', title: titles.zones, text: ({ link }) => link.zones.join(', ') },
    {
      key: 'reason',
      wraps: 'words',
      title: titles.reason,
      text: ({ link }) => (link.health === 'good' ? '' : (link.reason ?? '')),
    },
  ];
  return (
    <Table
      label={words.topology.list}
      columns={columns}
      rows={rows}
      rowKey={({ cluster, channel }) => `${cluster.clusterId} ${channel}`}
    />
  );
}

function linksOf(cluster: TopologyCluster): Row[] {
  return [
    { cluster, channel: 'api-server', link: cluster.apiServer },
    { cluster, channel: 'pilot', link: cluster.pilot },
  ];
}

function fits(cluster: TopologyCluster, filter: string, onlyTroubled: boolean): boolean {
  const { apiServer, pilot, name, clusterId, vpcId } = cluster;
  const wanted = filter.trim().toLowerCase();
  const found = [name, clusterId, vpcId ?? ''].some((text) => text.toLowerCase().includes(wanted));
  return found && (!onlyTroubled || apiServer.health !== 'good' || pilot.health !== 'good');
}

function healthOf({ status }: TopologyData) {
  if (status === 'Available') return 'good';
  return status === 'Failed' || status === 'Degraded' ? 'bad' : 'working';
}
