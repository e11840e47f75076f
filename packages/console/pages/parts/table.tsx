/** A list that can be searched, sorted and turned page by page. */
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useWords } from './settings.ts';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  /** What is searched and sorted by. */
  text(row: T): string | number;
  /** What is shown; the text, where it is left out. */
  cell?(row: T): ComponentChildren;
  /** Words that may take a second line, or prose, which takes several; anything else stays in one. */
  readonly wraps?: 'words' | 'prose';
}

interface Props<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  rowKey(row: T): string;
  readonly empty?: string;
  /** Without search and pages: few rows, a part of a page. */
  readonly plain?: boolean;
  readonly side?: ComponentChildren;
}

interface Order {
  readonly key: string;
  readonly descending: boolean;
}

const sizes = [20, 50, 100] as const;

/** More columns than this stand below each other where there is little room. */
const MOST_BESIDE = 3;

export function Table<T>({ label, columns, rows, rowKey, empty, plain = false, side }: Props<T>) {
  const words = useWords();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<Order | undefined>();
  const [size, setSize] = useState<number>(sizes[0]);
  const [page, setPage] = useState(0);
  const found = useMemo(() => sorted(matching(rows, columns, search), columns, order), [rows, columns, search, order]);
  const pages = Math.max(1, Math.ceil(found.length / size));
  const at = Math.min(page, pages - 1);
  const shown = plain ? found : found.slice(at * size, (at + 1) * size);
  return (
    <div class="table">
      {plain ? null : (
        <div class="bar">
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={search}
            onInput={({ currentTarget }) => {
              setSearch(currentTarget.value);
              setPage(0);
            }}
          />
          {side}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is too long for a line scrolls, with the keyboard as well */}
      <div class="scroll" role="region" aria-label={label} tabIndex={0}>
        <table class={columns.length > MOST_BESIDE ? 'stacks' : undefined}>
          <thead class={plain ? 'plain' : undefined}>
            <tr>
              {columns.map(({ key, title }) => (
                <th key={key} scope="col" aria-sort={sortOf(order, key)}>
                  {plain ? (
                    title
                  ) : (
                    <button type="button" class="sort" onClick={() => setOrder(turned(order, key))}>
                      {title}
                      <span aria-hidden="true">{order?.key !== key ? '' : order.descending ? ' ↓' : ' ↑'}</span>
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map(({ key, title, text, cell, wraps }) => (
                  <td key={key} class={wraps} data-title={title}>
                    {cell === undefined ? text(row) : cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length > 0 ? null : (
          <p class="quiet" role="status">
            {rows.length === 0 ? (empty ?? words.nothing) : words.nothingFound}
          </p>
        )}
      </div>
      {plain || found.length === 0 ? null : (
        <div class="bar foot">
          <span role="status">
            {words.shownOf(at * size + 1, Math.min(found.length, (at + 1) * size), found.length)}
          </span>
          <label>
            {words.rows}{' '}
            <select value={size} onChange={({ currentTarget }) => setSize(Number(currentTarget.value))}>
              {sizes.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
          <span class="turn">
            <button type="button" disabled={at === 0} onClick={() => setPage(at - 1)}>
              {words.previous}
            </button>
            <button type="button" disabled={at >= pages - 1} onClick={() => setPage(at + 1)}>
              {words.next}
            </button>
          </span>
        </div>
      )}
    </div>
  );
}

function matching<T>(rows: readonly T[], columns: readonly Column<T>[], search: string): readonly T[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter((row) => columns.some(({ text }) => String(text(row)).toLowerCase().includes(wanted)));
}

function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], order: Order | undefined): readonly T[] {
  const column = columns.find(({ key }) => key === order?.key);
  if (column === undefined || order === undefined) return rows;
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compared(column.text(a), column.text(b)));
}

function compared(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

/** Up, down, and then as it came. */
function turned(order: Order | undefined, key: string): Order | undefined {
  if (order?.key !== key) return { key, descending: false };
  return order.descending ? undefined : { key, descending: true };
}

function sortOf(order: Order | undefined, key: string): 'ascending' | 'descending' | 'none' {
  if (order?.key !== key) return 'none';
  return order.descending ? 'descending' : 'ascending';
}
