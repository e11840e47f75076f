/** The ledger of an emulated cloud: its calls, as they come. */
import { useEffect, useState } from 'preact/hooks';
import { streams, type WatchCallsAnswer } from '../../src/generated/client.ts';
import { api } from '../parts/ask.ts';
import { over } from '../parts/columns.tsx';
import { useStream } from '../parts/live.ts';
import { Page, State } from '../parts/pieces.tsx';
import { useSettings } from '../parts/settings.ts';
import { type Column, Table } from '../parts/table.tsx';

/** As many are kept as are looked at. */
const MOST = 500;

export function CallsPage() {
  const { words } = useSettings();
  const [calls, setCalls] = useState<readonly WatchCallsAnswer[]>([]);
  const [onlyWrites, setOnlyWrites] = useState(false);
  const open = useStream<WatchCallsAnswer>(streams.watchCalls, (call) => setCalls((last) => merged(last, [call])));
  useEffect(() => {
    // What came before the page did. Without it the page still shows what comes.
    api.listCalls().then(
      ({ items }) => setCalls((last) => merged(last, items)),
      () => undefined,
    );
  }, []);
  const titles = words.emulator.columns;
  const columns: Column<WatchCallsAnswer>[] = [
    over(
      { key: 'at', title: titles.at, text: ({ at }) => new Date(at).toISOString().slice(11, 23) },
      { key: 'n', title: titles.n, text: ({ n }) => n },
    ),
    over(
      {
        key: 'action',
        title: titles.action,
        text: ({ product, action }) => `${product} ${action}`,
        cell: ({ product, action, write }) => (
          <>
            <span class="dim">{product}</span> {write ? <strong>{action}</strong> : action}
          </>
        ),
      },
      { key: 'caller', title: titles.caller, text: ({ caller }) => caller },
    ),
    over(
      {
        key: 'outcome',
        title: titles.outcome,
        text: ({ outcome }) => outcome,
        cell: ({ outcome }) => <State health={outcome === 'OK' ? 'good' : 'bad'}>{outcome}</State>,
      },
      { key: 'took', title: titles.took, text: ({ at, endedAt }) => `${Math.round(endedAt - at)} ms` },
    ),
    {
      key: 'objects',
      wraps: 'prose',
      title: titles.objects,
      text: ({ objects }) => objects.join(' '),
      cell: ({ objects }) => (objects.length === 0 ? '' : <code>{objects.join(' ')}</code>),
    },
  ];
  const shown = onlyWrites ? calls.filter(({ write }) => write) : calls;
  return (
    <Page title={words.pages.calls} side={<State health={open ? 'good' : 'working'}>{words.emulator.live}</State>}>
      <Table
        label={words.pages.calls}
        columns={columns}
        rows={shown}
        rowKey={({ n }) => String(n)}
        side={
          <label class="check">
            <input
              type="checkbox"
              checked={onlyWrites}
              onChange={({ currentTarget }) => setOnlyWrites(currentTarget.checked)}
            />
            {words.emulator.onlyWrites}
          </label>
        }
      />
    </Page>
  );
}

/** The latest first, each once, whichever way it came. */
function merged(last: readonly WatchCallsAnswer[], more: readonly WatchCallsAnswer[]): readonly WatchCallsAnswer[] {
  const all = new Map([...last, ...more].map((call) => [call.n, call]));
  return [...all.values()].sort((a, b) => b.n - a.n).slice(0, MOST);
}
