/** The clock of an emulated cloud, which can be made to leap, and the faults that are placed in it. */
import { useState } from 'preact/hooks';
import type { ListFaultsAnswer, PlaceFaultBody } from '../../src/generated/client.ts';
import { useAction } from '../parts/act.ts';
import { api } from '../parts/ask.ts';
import { NumberField, TextField } from '../parts/fields.tsx';
import { useLoad } from '../parts/load.ts';
import { Card, Failure, Page, Shown } from '../parts/pieces.tsx';
import { useSettings } from '../parts/settings.ts';
import { timeText } from '../parts/time.ts';

type Effect = PlaceFaultBody['effect']['kind'];
const effects: readonly Effect[] = ['error', 'lost', 'latency', 'throttle', 'lock'];

/** Thirty days. */
const MOST_SECONDS = 2_592_000;

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
            <NumberField label={words.emulator.advanceBy} most={MOST_SECONDS} value={seconds} set={setSeconds} />
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
      <TextField label={words.emulator.action} most={200} value={action} set={setAction} />
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
      {kind === 'error' ? <TextField label={words.emulator.code} most={128} value={code} set={setCode} /> : null}
      {kind === 'error' || kind === 'lost' ? null : (
        <NumberField label={words.emulator.seconds} most={MOST_SECONDS} value={seconds} set={setSeconds} />
      )}
      <NumberField label={words.emulator.times} most={1_000_000} value={times} set={setTimes} />
      <button type="submit" class="main" disabled={busy}>
        {words.emulator.place}
      </button>
    </form>
  );
}
