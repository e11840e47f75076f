/** The clock of an emulated cloud, which can be made to leap, and the faults that are placed in it. */
import { useState } from 'preact/hooks';
import type { ListFaultsAnswer, PlaceFaultBody } from '../../src/generated/client.ts';
import { api } from '../parts/ask.ts';
import { asError, useLoad } from '../parts/load.ts';
import { Card, Failure, Page, Shown } from '../parts/pieces.tsx';
import { useSettings } from '../parts/settings.ts';
import { timeText } from '../parts/time.ts';

type Effect = PlaceFaultBody['effect']['kind'];
const effects: readonly Effect[] = ['error', 'lost', 'latency', 'throttle', 'lock'];

export function SteeringPage() {
  const { words } = useSettings();
  return (
    <Page title={words.pages.steering}>
      <Clock />
      <Faults />
    </Page>
  );
}

function Clock() {
  const { words, language } = useSettings();
  const loaded = useLoad(() => api.getClock(), []);
  const [seconds, setSeconds] = useState(60);
  const { run, busy, error } = useAction(loaded.reload);
  return (
    <Card title={words.emulator.time}>
      <Shown loaded={loaded}>
        {({ now, controllable }) => (
          <form class="fields" onSubmit={(event) => run(event, () => api.advanceClock({ ms: seconds * 1000 }))}>
            <output>
              <strong>{timeText(now, language)}</strong>
            </output>
            <label>
              {words.emulator.advanceBy}
              <input
                type="number"
                min={1}
                max={2_592_000}
                value={seconds}
                onInput={({ currentTarget }) => setSeconds(Number(currentTarget.value))}
              />
            </label>
            <button type="submit" class="main" disabled={!controllable || busy}>
              {words.emulator.advance}
            </button>
            {controllable ? null : <span class="dim">{words.emulator.notControllable}</span>}
          </form>
        )}
      </Shown>
      {error === undefined ? null : <Failure error={error} />}
    </Card>
  );
}

function Faults() {
  const { words } = useSettings();
  const loaded = useLoad(() => api.listFaults(), []);
  const { run, busy, error } = useAction(loaded.reload);
  return (
    <>
      <Card title={words.emulator.place}>
        <FaultForm busy={busy} place={(event, fault) => run(event, () => api.placeFault(fault))} />
        {error === undefined ? null : <Failure error={error} />}
      </Card>
      <Card title={words.emulator.faults}>
        <Shown loaded={loaded}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="quiet">{words.emulator.noFaults}</p>
            ) : (
              <ul class="rows">
                {items.map((placed) => (
                  <PlacedFault
                    key={placed.id}
                    placed={placed}
                    remove={(event) => run(event, () => api.removeFault(String(placed.id)))}
                  />
                ))}
              </ul>
            )
          }
        </Shown>
      </Card>
    </>
  );
}

function PlacedFault({
  placed,
  remove,
}: {
  placed: ListFaultsAnswer['items'][number];
  remove: (event: Event) => void;
}) {
  const { words } = useSettings();
  return (
    <li>
      <code>{JSON.stringify(placed.fault)}</code>
      <span class="dim">{words.emulator.struck(placed.struck, placed.seen)}</span>
      <button type="button" onClick={remove}>
        {words.emulator.remove}
      </button>
    </li>
  );
}

function FaultForm({ busy, place }: { busy: boolean; place: (event: Event, fault: PlaceFaultBody) => void }) {
  const { words } = useSettings();
  const [action, setAction] = useState('CreateVpcEndpoint');
  const [kind, setKind] = useState<Effect>('error');
  const [code, setCode] = useState('InternalError');
  const [seconds, setSeconds] = useState(30);
  const [times, setTimes] = useState(1);
  const effect = (): PlaceFaultBody['effect'] => {
    if (kind === 'error') return { kind, code };
    return kind === 'lost' ? { kind } : { kind, ms: seconds * 1000 };
  };
  return (
    <form class="fields" onSubmit={(event) => place(event, { action, times, effect: effect() })}>
      <label>
        {words.emulator.action}
        <input
          required
          maxLength={200}
          value={action}
          onInput={({ currentTarget }) => setAction(currentTarget.value)}
        />
      </label>
      <label>
        {words.emulator.effect}
        <select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value as Effect)}>
          {effects.map((each) => (
            <option key={each} value={each}>
              {words.emulator.effects[each]}
            </option>
          ))}
        </select>
      </label>
      {kind === 'error' ? (
        <label>
          {words.emulator.code}
          <input required maxLength={128} value={code} onInput={({ currentTarget }) => setCode(currentTarget.value)} />
        </label>
      ) : null}
      {kind === 'error' || kind === 'lost' ? null : (
        <label>
          {words.emulator.seconds}
          <input
            type="number"
            min={1}
            max={2_592_000}
            value={seconds}
            onInput={({ currentTarget }) => setSeconds(Number(currentTarget.value))}
          />
        </label>
      )}
      <label>
        {words.emulator.times}
        <input
          type="number"
          min={1}
          max={1_000_000}
          value={times}
          onInput={({ currentTarget }) => setTimes(Number(currentTarget.value))}
        />
      </label>
      <button type="submit" class="main" disabled={busy}>
        {words.emulator.place}
      </button>
    </form>
  );
}

/** Something that is done to the emulated cloud, one at a time; what came of it is read afterwards. */
export function useAction(done: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | undefined>();
  const run = (event: Event, act: () => Promise<unknown>) => {
    event.preventDefault();
    setBusy(true);
    act()
      .then(
        () => setError(undefined),
        (reason: unknown) => setError(asError(reason)),
      )
      .finally(() => {
        setBusy(false);
        done();
      });
  };
  return { run, busy, error };
}
