/** Which page is shown: what stands behind `#` in the address. */
import { useEffect, useState } from 'preact/hooks';

export interface Place {
  /** `/endpoints/ep-1` in parts. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

export function usePlace(): Place {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return placeOf(hash);
}

function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @example wayTo('endpoints', 'ep-1') // '#/endpoints/ep-1' */
export function wayTo(...path: readonly string[]): string {
  return `#/${path.map(encodeURIComponent).join('/')}`;
}
