const one = ['all/2', 'exists/2', 'exists_one/2', 'filter/2', 'map/2', 'map/3', 'sortBy/2'];
const two = [
  'all/3',
  'exists/3',
  'exists_one/3',
  'existsOne/3',
  ...['transformList', 'transformMap', 'transformMapEntry'].flatMap((name) => [`${name}/3`, `${name}/4`]),
];

/** Macros that run over a collection, by their names and how many arguments they take: how many of these are variables. */
const loops: ReadonlyMap<string, number> = new Map([
  ...one.map((macro) => [macro, 1] as const),
  ...two.map((macro) => [macro, 2] as const),
]);

/** Of a method's arguments, those that are variables of a loop; 0 for what is none. */
export function loopVariables(name: string, args: number): number {
  return loops.get(`${name}/${args}`) ?? 0;
}
