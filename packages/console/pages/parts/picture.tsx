/** The drawn topology, in which each object is a way to its page. */
import { h, type VNode } from 'preact';
import type { TopologyData } from '../../src/topology/schema.ts';
import type { Place, Shape } from '../../src/topology/shape.ts';
import { drawTopology, topologySvg } from '../../src/topology/svg.ts';
import { wayTo } from './place.ts';
import { useWords } from './settings.ts';

export function Picture({ data }: { data: TopologyData }) {
  const words = useWords();
  const { width, height, shapes } = drawTopology(data, { ...words.picture, clusters: words.clusters });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on a narrow screen
    <div class="scroll picture" role="region" aria-label={words.topology.label} tabIndex={0}>
      <svg class="topology" viewBox={`-2 -2 ${width + 4} ${height + 4}`} role="group" aria-label={words.topology.label}>
        {shapes.map((shape, index) => drawn(shape, index))}
      </svg>
    </div>
  );
}

function drawn({ tag, attributes, children, goes }: Shape, key: number): VNode {
  const inside = children.map((child, index) => (typeof child === 'string' ? child : drawn(child, index)));
  if (goes === undefined) return h(tag, { ...attributes, key }, inside);
  return (
    <a key={key} href={hrefOf(goes)}>
      {h(tag, attributes, inside)}
    </a>
  );
}

function hrefOf({ page, id }: Place): string {
  return page === 'cluster' ? wayTo('clusters', id) : wayTo(page, id);
}

/** Hands the picture to the browser as a file. */
export function downloadPicture(data: TopologyData, words: ReturnType<typeof useWords>): void {
  const svg = topologySvg(data, { ...words.picture, clusters: words.clusters });
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `mesh-${data.mesh}.svg`;
  link.click();
  URL.revokeObjectURL(url);
}
