/** Servers of this machine that stand behind balancers: attached, and checked for health, while a listener names them. */
import type { Network } from './network.ts';
import { hostOfTarget, type NetworkView } from './view.ts';

export class HostServers {
  readonly #network: Pick<Network, 'attach'>;
  readonly #attached = new Map<string, () => void>();

  constructor(network: Pick<Network, 'attach'>) {
    this.#network = network;
  }

  update({ balancers }: NetworkView): void {
    const named = balancers.flatMap(({ listeners }) => listeners.flatMap(({ backends }) => backends));
    const wanted = new Map(named.map((backend) => [`${backend.target}:${backend.port}`, backend]));
    for (const [key, detach] of this.#attached) {
      if (wanted.has(key)) continue;
      this.#attached.delete(key);
      detach();
    }
    for (const [key, backend] of wanted) {
      const host = hostOfTarget(backend.target);
      if (host === undefined || this.#attached.has(key)) continue;
      this.#attached.set(key, this.#network.attach(backend, { host, port: backend.port }));
    }
  }
}
