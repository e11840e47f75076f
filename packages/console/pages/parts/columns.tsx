/** Columns that several lists have. */
import { Id, Under, Word } from './pieces.tsx';
import { wayTo } from './place.ts';
import type { Language } from './settings.ts';
import type { Column } from './table.tsx';
import { timeText } from './time.ts';

/** @param page that of the object, where it has one */
export function idColumn<T>(key: string, title: string, text: (row: T) => string, page?: string): Column<T> {
  const cell = (row: T) => <Id to={page === undefined ? undefined : wayTo(page, text(row))}>{text(row)}</Id>;
  return { key, title, text, cell };
}

/** A state in the cloud's own word. */
export function wordColumn<T>(key: string, title: string, text: (row: T) => string): Column<T> {
  return { key, title, text, cell: (row) => <Word>{text(row)}</Word> };
}

export function timeColumn<T>(
  key: string,
  title: string,
  language: Language,
  text: (row: T) => string | number,
): Column<T> {
  return { key, wraps: 'words', title, text, cell: (row) => timeText(text(row), language) };
}

/** Two columns in the room of one: the lesser stands under the other, in each row and in the title. */
export function over<T>(first: Column<T>, lesser: Column<T>): Column<T> {
  return {
    ...first,
    title: `${first.title} / ${lesser.title}`,
    text: (row) => `${first.text(row)} ${lesser.text(row)}`,
    cell: (row) => (
      <>
        {first.cell === undefined ? first.text(row) : first.cell(row)}
        {lesser.cell === undefined ? (
          <Under>{String(lesser.text(row))}</Under>
        ) : (
          <div class="dim">{lesser.cell(row)}</div>
        )}
      </>
    ),
  };
}
