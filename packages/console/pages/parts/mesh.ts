/** The mesh as it is now, for every part of the page. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { GetAboutAnswer } from '../../src/generated/client.ts';
import { nameOf } from '../../src/links/names.ts';
import type { Shown } from '../../src/topology/changes.ts';

export interface Mesh {
  readonly about: GetAboutAnswer;
  readonly shown: Shown;
}

export const MeshContext = createContext<Mesh | undefined>(undefined);

export function useMesh(): Mesh {
  const mesh = useContext(MeshContext);
  if (mesh === undefined) throw new Error('no mesh stands above this part');
  return mesh;
}

/** What people call a cluster. */
export function useNames(): (clusterId: string) => string {
  const { shown } = useMesh();
  return nameOf(shown.topology.clusters.map(({ clusterId: id, name }) => ({ id, name })));
}
