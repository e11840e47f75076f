/** Eventual consistency: what was created lately is missing from the lists of its kind. */

/** Something that lists do not show yet. */
export interface Unlisted {
  readonly id: string;
  /** What it is, as action names have it: `VpcEndpoint` of `CreateVpcEndpoint`. */
  readonly noun: string;
  readonly until: number;
}

export class UnlistedObjects {
  #hidden: readonly Unlisted[] = [];

  /** Hides what the answer of a creating call says it has made. */
  hide(action: string, answer: unknown, until: number): void {
    const noun = /^Create([A-Z]\w*)$/.exec(action)?.[1];
    if (noun === undefined || typeof answer !== 'object' || answer === null) return;
    const ids = Object.entries(answer).filter(([name]) => `${noun}Id`.toLowerCase().endsWith(name.toLowerCase()));
    const made = ids.flatMap(([, id]) => (typeof id === 'string' ? [{ id, noun, until }] : []));
    this.#hidden = [...this.#hidden, ...made];
  }

  /** The answer of a listing call, without what is hidden from it. */
  filter(action: string, answer: unknown, now: number): unknown {
    if (this.#hidden.length === 0) return answer;
    if (this.#hidden.some(({ until }) => until <= now)) {
      this.#hidden = this.#hidden.filter(({ until }) => until > now);
    }
    const listed = /^(?:List|Describe)([A-Z]\w*)$/.exec(action)?.[1];
    const ids = this.#hidden.filter(({ noun }) => listed !== undefined && isListOf(listed, noun)).map(({ id }) => id);
    return ids.length === 0 ? answer : without(answer, new Set(ids));
  }

  /** The same array as long as nothing changes. */
  save(): readonly Unlisted[] {
    return this.#hidden;
  }

  restore(saved: readonly Unlisted[]): void {
    this.#hidden = [...saved];
  }
}

/** `VpcEndpoints`, `VpcEndpointServicesByEndUser`; not `VpcEndpointZones` of `VpcEndpoint`. */
function isListOf(listed: string, noun: string): boolean {
  return new RegExp(`^${noun}(e?s)(By\\w+)?$`).test(listed);
}

/** Takes items that have one of the ids as a value of their own out of every list, and off the total. */
function without(answer: unknown, ids: ReadonlySet<string>): unknown {
  let dropped = 0;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const kept = value.filter((item) => !isOneOf(item, ids));
      dropped += value.length - kept.length;
      return kept;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]));
  };
  const shown = walk(answer);
  if (typeof shown !== 'object' || shown === null || !('TotalCount' in shown)) return shown;
  const total = Number(shown.TotalCount) - dropped;
  return { ...shown, TotalCount: typeof shown.TotalCount === 'string' ? String(total) : total };
}

function isOneOf(item: unknown, ids: ReadonlySet<string>): boolean {
  return typeof item === 'object' && item !== null && Object.values(item).some((value) => ids.has(value));
}
