/** The picture whole: drawn link by link while it can be followed, as tiles when there are many; and as a file that any browser shows. Pure. */
import { nameOf } from '../links/names.ts';
import { lightColours, paint } from './paint.ts';
import { type Drawing, rooms } from './rooms.ts';
import type { TopologyData } from './schema.ts';
import { shape, toText, words } from './shape.ts';
import { tiles } from './tiles.ts';
import { english, type Vocabulary } from './vocabulary.ts';

/** More clusters than this are tiles. */
const MOST_DRAWN = 12;

export function drawTopology(data: TopologyData, say: Vocabulary): Drawing {
  const name = nameOf(data.clusters.map(({ clusterId: id, name: called }) => ({ id, name: called })));
  return data.clusters.length <= MOST_DRAWN ? rooms(data, name, say) : tiles(data, name, say);
}

const MARGIN = 24;
const TOP = 64;

export function topologySvg(data: TopologyData, say: Vocabulary = english): string {
  const { width, height, shapes } = drawTopology(data, say);
  const links = data.clusters.flatMap(({ apiServer, pilot }) => [apiServer, pilot]);
  const up = links.filter(({ health }) => health === 'good').length;
  const title = `Mesh ${data.mesh} in ${data.region}: ${data.status}, ${up} of ${links.length} links up`;
  const [wide, high] = [width + MARGIN * 2, height + TOP + MARGIN];
  const picture = shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: wide,
      height: high,
      viewBox: `0 0 ${wide} ${high}`,
      class: 'topology',
    },
    shape('title', {}, title),
    shape('style', {}, `.topology {${lightColours}}${paint}`),
    shape('rect', { class: 'page', width: wide, height: high }),
    words(title, { x: MARGIN, y: 38, class: 'heading' }),
    shape('g', { transform: `translate(${MARGIN} ${TOP})` }, ...shapes),
  );
  return `${toText(picture)}\n`;
}
