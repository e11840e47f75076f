/** Whole states of an emulated cloud, kept under names. */
import { useState } from 'preact/hooks';
import { useAction } from '../parts/act.ts';
import { api } from '../parts/ask.ts';
import { TextField } from '../parts/fields.tsx';
import { useLoad } from '../parts/load.ts';
import { Card, Failure, Page, Shown } from '../parts/pieces.tsx';
import { useSettings } from '../parts/settings.ts';
import { timeText } from '../parts/time.ts';

export function SnapshotsPage() {
  const { words, language } = useSettings();
  const loaded = useLoad(() => api.listSnapshots(), []);
  const [name, setName] = useState('');
  const { run, busy, error } = useAction(loaded.reload);
  return (
    <Page title={words.pages.snapshots}>
      <Card title={words.emulator.save}>
        <form class="fields" onSubmit={(event) => run(event, () => api.saveSnapshot({ name }))}>
          <TextField label={words.emulator.snapshotName} most={64} value={name} set={setName} />
          <button type="submit" class="main" disabled={busy}>
            {words.emulator.save}
          </button>
        </form>
        {error === undefined ? null : <Failure error={error} />}
      </Card>
      <Card title={words.pages.snapshots}>
        <Shown loaded={loaded}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="quiet">{words.emulator.noSnapshots}</p>
            ) : (
              <ul class="rows">
                {items.map((snapshot) => (
                  <li key={snapshot.name}>
                    <strong>{snapshot.name}</strong>
                    <span class="dim">
                      {timeText(snapshot.at, language)} · {Math.ceil(snapshot.bytes / 1024)} KiB
                    </span>
                    <button
                      type="button"
                      disabled={busy}
                      onClick={(event) => run(event, () => api.loadSnapshot(snapshot.name))}
                    >
                      {words.emulator.load}
                    </button>
                    <button
                      type="button"
                      disabled={busy}
                      onClick={(event) => run(event, () => api.forgetSnapshot(snapshot.name))}
                    >
                      {words.emulator.remove}
                    </button>
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
      </Card>
    </Page>
  );
}
