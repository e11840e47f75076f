/** What a server remembers besides its objects: keys, certificates, its port. Texts by name. */
export interface Facts {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

/** Remembered for as long as the process lives. */
export function memoryFacts(): Facts {
  const facts = new Map<string, string>();
  return { get: (name) => facts.get(name), set: (name, value) => void facts.set(name, value) };
}
