/** Small things that every page is made of. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Health } from '../../src/topology/schema.ts';
import { signs } from '../../src/topology/signs.ts';
import type { Loaded } from './load.ts';
import { useWords } from './settings.ts';

/** A state in its own word, with a sign and a colour for how it is to be taken. */
export function State({ health, children }: { health: Health; children: ComponentChildren }) {
  return (
    <span class={`state ${health}`}>
      <span aria-hidden="true">{signs[health]}</span> {children}
    </span>
  );
}

const good = new Set(['Active', 'Connected', 'Normal', 'Available', 'Running', 'Attached', 'True']);
const bad = new Set(['Disconnected', 'ServiceDeleted', 'FinancialLocked', 'Failed', 'Degraded']);

/** A word of the cloud, taken as it says. */
export function Word({ children: word }: { children: string }) {
  if (word === '') return <span class="dim">—</span>;
  return <State health={good.has(word) ? 'good' : bad.has(word) ? 'bad' : 'working'}>{word}</State>;
}

/** An id, which people copy. */
export function Id({ children: id, to }: { children: string; to?: string | undefined }) {
  if (id === '') return <span class="dim">—</span>;
  return to === undefined ? (
    <code class="id">{id}</code>
  ) : (
    <a class="id" href={to}>
      {id}
    </a>
  );
}

/** A lesser fact below the first one of a cell, in one line; the page of the object has it whole. */
export function Under({ children: text }: { children: string }) {
  return (
    <div class="dim under" title={text}>
      {text}
    </div>
  );
}

export function Card({
  title,
  side,
  children,
}: {
  title?: string;
  side?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="card">
      {title === undefined ? null : (
        <header class="card-head">
          <h2>{title}</h2>
          {side}
        </header>
      )}
      {children}
    </section>
  );
}

/** Names and what they are. */
export function Facts({
  items,
  wide = false,
}: {
  items: readonly (readonly [name: string, value: ComponentChildren])[];
  wide?: boolean;
}) {
  return (
    <dl class={wide ? 'facts wide' : 'facts'}>
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === '' || value === null || value === undefined ? <span class="dim">—</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Page({
  title,
  side,
  children,
}: {
  title: ComponentChildren;
  side?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <>
      <header class="page-head">
        <h1>{title}</h1>
        <div class="side">{side}</div>
      </header>
      {children}
    </>
  );
}

/** A command to be copied. */
export function Command({ children: command }: { children: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(command).then(
      () => setCopied(true),
      () => setCopied(false), // a browser may not allow it; the text can be marked
    );
  };
  return (
    <span class="command">
      <code>{command}</code>
      <button type="button" class="small" onClick={copy}>
        {copied ? words.copied : words.copy}
      </button>
    </span>
  );
}

/** The server's own words, which are English. What they mean in the language of the page comes first, where it is known. */
export function Said({ own, children }: { own: string | undefined; children: ComponentChildren }) {
  if (own === undefined) return <span lang="en">{children}</span>;
  return (
    <>
      {own}
      <div class="dim" lang="en">
        {children}
      </div>
    </>
  );
}

/** What was loaded, or that it is on its way, or why it cannot be shown. */
export function Shown<T>({ loaded, children }: { loaded: Loaded<T>; children: (value: T) => ComponentChildren }) {
  const words = useWords();
  if (loaded.error !== undefined) return <Failure error={loaded.error} again={loaded.reload} />;
  if (loaded.value === undefined) {
    return (
      <p class="quiet loading" role="status">
        {words.loading}
      </p>
    );
  }
  return <>{children(loaded.value)}</>;
}

export function Failure({ error, again }: { error: Error; again?: () => void }) {
  const words = useWords();
  const code = 'code' in error ? String(error.code) : error.name;
  return (
    <div class="note bad" role="alert">
      <strong>{words.failed}</strong> <code>{code}</code>
      <div>
        <Said own={words.server.meaning(code)}>{error.message}</Said>
      </div>
      {again === undefined ? null : (
        <button type="button" onClick={again}>
          {words.again}
        </button>
      )}
    </div>
  );
}

export function RefreshButton({ loaded }: { loaded: Pick<Loaded<unknown>, 'loading' | 'reload'> }) {
  const words = useWords();
  return (
    <button type="button" disabled={loaded.loading} onClick={loaded.reload}>
      {words.refresh}
    </button>
  );
}

export function Tags({ items }: { items: readonly { key: string; value: string }[] }) {
  if (items.length === 0) return <span class="dim">—</span>;
  return (
    <ul class="tags">
      {items.map(({ key, value }) => (
        <li key={key}>
          {key}: {value}
        </li>
      ))}
    </ul>
  );
}
