import { type Environment, EvaluationError } from '@marcbachmann/cel-js';
import {
  checkRequestUri,
  escapedPath,
  formatUrl,
  type GoUrl,
  parseQuery,
  parseUrl,
  splitHost,
  textOf,
  UrlError,
} from './go-url.ts';

class Url {
  readonly text: string;
  readonly #parts: GoUrl;

  constructor(parts: GoUrl) {
    this.#parts = parts;
    this.text = formatUrl(parts);
  }

  read(part: (parts: GoUrl) => string): string {
    return textOf(part(this.#parts));
  }

  query(): Map<string, string[]> {
    return parseQuery(this.#parts);
  }
}

const accessors: Readonly<Record<string, (parts: GoUrl) => string>> = {
  getScheme: ({ scheme }) => scheme,
  getHost: ({ host }) => host,
  getHostname: (parts) => splitHost(parts).name,
  getPort: (parts) => splitHost(parts).port,
  getEscapedPath: escapedPath,
};

/** URLs and what is in them: k8s.io/apiserver/pkg/cel/library/urls.go. */
export function registerUrls(environment: Environment): void {
  environment
    .registerType('kubernetes.URL', Url)
    .registerOperator('kubernetes.URL == kubernetes.URL', (left: Url, right: Url) => left.text === right.text)
    .registerFunction('isURL(string): bool', isUrl)
    .registerFunction('url(string): kubernetes.URL', toUrl)
    .registerFunction('kubernetes.URL.getQuery(): map<string, list<string>>', (url: Url) => url.query());
  for (const [name, part] of Object.entries(accessors)) {
    environment.registerFunction(`kubernetes.URL.${name}(): string`, (url: Url) => url.read(part));
  }
}

function isUrl(text: string): boolean {
  try {
    checkRequestUri(text);
    return true;
  } catch (error) {
    if (error instanceof UrlError) return false;
    throw error;
  }
}

function toUrl(text: string): Url {
  try {
    return new Url(parseUrl(text));
  } catch (error) {
    if (!(error instanceof UrlError)) throw error;
    throw new EvaluationError(`URL parse error during conversion from string: ${error.message}`);
  }
}
