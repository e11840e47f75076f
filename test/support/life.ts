/**
 * One life of an operator, and its sudden end. Everything that an operator stands on (time, the cloud, the Kubernetes API) goes through its
 * life; once that has ended no timer of it fires, no call of it goes out and no answer reaches it. What went out before takes its effect, as
 * it does when a process is killed.
 */
import type { Cloud } from '@asm-privatelink/cloud';
import type { Clock } from '@asm-privatelink/emulator';
import type { KubeTransport } from '@asm-privatelink/operator';
import type { Ground } from './stage.ts';

/** A place in a life to end it at: a call to the cloud or a write to Kubernetes, before it goes out or when its answer comes in. */
export interface Place {
  /** Counts them from 1. */
  nth: number;
  when: 'before' | 'after';
}

export class Life {
  /** What to start the operator on. */
  readonly ground: Pick<Ground, 'clock' | 'cloud' | 'kube'>;
  /** Every call to the cloud and write to Kubernetes that was begun since `count`, in words: `cloud CreateVpcEndpoint`, `kube PATCH /apis/…/status`. */
  readonly calls: string[] = [];
  /** Resolves when the life ends. */
  readonly ended: Promise<void>;
  #end: () => void = () => undefined;
  #over = false;
  #counting = false;
  #last: Place | undefined;
  readonly #timers = new Set<() => void>();
  readonly #work = new Set<() => void>();
  readonly #connections = new AbortController();

  constructor({ clock, cloud, kube }: Pick<Ground, 'clock' | 'cloud' | 'kube'>) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.ground = { clock: this.#mortalClock(clock), cloud: this.#mortalCloud(cloud), kube: this.#mortalKube(kube) };
  }

  /** Counts from here on, and ends the life at that place. */
  count(last?: Place): void {
    this.#counting = true;
    this.#last = last;
  }

  end(): void {
    this.#over = true;
    for (const cancel of this.#timers) cancel();
    for (const idle of this.#work) idle();
    this.#connections.abort();
    this.#end();
  }

  #mortalClock(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      schedule: (ms, fn) => {
        if (this.#over) return () => undefined;
        const cancel = clock.schedule(ms, () => {
          this.#timers.delete(cancel);
          fn();
        });
        this.#timers.add(cancel);
        return () => {
          this.#timers.delete(cancel);
          cancel();
        };
      },
      busy: () => {
        if (this.#over) return () => undefined;
        const idle = clock.busy();
        this.#work.add(idle);
        return () => {
          this.#work.delete(idle);
          idle();
        };
      },
    };
  }

  #mortalCloud(cloud: Cloud): Cloud {
    return {
      region: cloud.region,
      call: (name, request, options) => this.#counted(`cloud ${name}`, () => cloud.call(name, request, options)),
    };
  }

  #mortalKube(kube: KubeTransport): KubeTransport {
    return async (request) => {
      const { method, path } = request;
      if (method !== 'GET') return this.#counted(`kube ${method} ${path.split('?', 1)[0]}`, () => kube(request));
      const signals = request.signal === undefined ? [] : [request.signal];
      const signal = AbortSignal.any([...signals, this.#connections.signal]);
      const response = await this.#read(() => kube({ ...request, signal }));
      return { ...response, body: this.#heard(response.body) };
    };
  }

  async #counted<T>(what: string, send: () => Promise<T>): Promise<T> {
    const nth = this.#counting ? this.calls.push(what) : 0;
    this.#endAt({ nth, when: 'before' });
    return this.#read(async () => {
      try {
        return await send();
      } finally {
        this.#endAt({ nth, when: 'after' });
      }
    });
  }

  /** Sends, and is heard only while alive; a refusal is an answer as well. */
  async #read<T>(send: () => Promise<T>): Promise<T> {
    if (this.#over) return await never();
    try {
      const answer = await send();
      return this.#over ? await never() : answer;
    } catch (error) {
      if (this.#over) return await never();
      throw error;
    }
  }

  async *#heard(body: AsyncIterable<string>): AsyncIterable<string> {
    try {
      for await (const chunk of body) {
        if (this.#over) await never();
        yield chunk;
      }
    } catch (error) {
      if (this.#over) await never();
      throw error;
    }
  }

  #endAt({ nth, when }: Place): void {
    if (this.#last?.nth === nth && this.#last.when === when) this.end();
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
