/** Whose an object is and which part it plays in which mesh: what the vendor's pages do not show. */
import type { ListServicesAnswer } from '../../src/generated/client.ts';
import type { Words } from '../text/english.ts';
import { useNames } from './mesh.ts';
import { wayTo } from './place.ts';
import { useWords } from './settings.ts';

type Owner = ListServicesAnswer['items'][number]['owner'];

export function ownerText({ by }: Owner, words: Words): string {
  return words.object.owners[by];
}

export function Serves({ owner }: { owner: Owner }) {
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
