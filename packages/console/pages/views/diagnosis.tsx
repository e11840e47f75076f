/** Each channel as a chain of checks, up to the first that does not hold, with what was seen and what mends it. */
import { useState } from 'preact/hooks';
import type { DiagnoseAnswer } from '../../src/generated/client.ts';
import type { Health } from '../../src/topology/schema.ts';
import { signs } from '../../src/topology/signs.ts';
import { api } from '../parts/ask.ts';
import { useLoad } from '../parts/load.ts';
import { useNames } from '../parts/mesh.ts';
import { Card, Command, Facts, Page, Said, Shown, State } from '../parts/pieces.tsx';
import type { Place } from '../parts/place.ts';
import { useWords } from '../parts/settings.ts';

type Diagnosis = NonNullable<DiagnoseAnswer['diagnosis']>;
type Channel = Diagnosis['channels'][number];
type Check = Channel['checks'][number];

const healths: Readonly<Record<Check['verdict'], Health>> = {
  ok: 'good',
  warning: 'working',
  unknown: 'none',
  waiting: 'working',
  broken: 'bad',
  behind: 'none',
};

export function DiagnosisPage({ place }: { place: Place }) {
  const words = useWords();
  const loaded = useLoad(() => api.diagnose(), []);
  return (
    <Page
      title={words.pages.diagnosis}
      side={
        <button type="button" class="main" disabled={loaded.loading} onClick={loaded.reload}>
          {loaded.loading ? words.diagnosis.running : words.diagnosis.run}
        </button>
      }
    >
      <Shown loaded={loaded}>
        {({ diagnosis }) =>
          diagnosis === null ? (
            <p class="note">{words.diagnosis.none}</p>
          ) : (
            <Channels diagnosis={diagnosis} place={place} />
          )
        }
      </Shown>
    </Page>
  );
}

/** More than this and only those with a break are open. */
const MOST_OPEN = 8;
const order: readonly Check['verdict'][] = ['broken', 'waiting', 'warning', 'unknown', 'ok', 'behind'];

function Channels({ diagnosis, place: { query } }: { diagnosis: Diagnosis; place: Place }) {
  const words = useWords();
  const { channels, general, verdict } = diagnosis;
  const good = channels.filter((channel) => channel.break === null).length;
  const asked = ({ clusterIds, channel }: Channel) =>
    clusterIds.includes(query.get('cluster') ?? '') && channel === query.get('channel');
  const rank = (channel: Channel) => (asked(channel) ? -1 : order.indexOf(channel.verdict));
  const sorted = [...channels].sort((a, b) => rank(a) - rank(b));
  const wrong = general.filter(({ verdict: each }) => each !== 'ok');
  return (
    <>
      <p>
        <State health={healths[verdict]}>{words.diagnosis.summary(good, channels.length)}</State>
      </p>
      {wrong.length === 0 ? null : (
        <Card title={words.diagnosis.general}>
          <div class="found">
            {wrong.map((check) => (
              <Found key={`${check.check} ${check.on} ${check.text}`} check={check} />
            ))}
          </div>
        </Card>
      )}
      {sorted.map((channel, index) => (
        <ChannelCard
          key={channel.link}
          channel={channel}
          open={asked(channel) || channel.break !== null ? index < 40 : channels.length <= MOST_OPEN}
        />
      ))}
    </>
  );
}

function ChannelCard({ channel, open }: { channel: Channel; open: boolean }) {
  const words = useWords();
  const name = useNames();
  const { checks, clusterIds, verdict } = channel;
  const title = `${words.channels[channel.channel]} · ${clusterIds.map(name).join(', ')}`;
  const first = checks.find(({ check }) => check === channel.break) ?? checks[0];
  const [chosen, setChosen] = useState<Check['check'] | undefined>();
  const shown = checks.find(({ check }) => check === chosen) ?? first;
  const state = <State health={healths[verdict]}>{words.diagnosis.verdicts[verdict]}</State>;
  if (!open) {
    return (
      <p class="quiet">
        {state} {title}
      </p>
    );
  }
  return (
    <Card title={title} side={state}>
      <ol class="chain">
        {checks.map((check) => (
          <li key={check.check} class={healths[check.verdict]}>
            <button type="button" aria-pressed={check === shown} onClick={() => setChosen(check.check)}>
              <span aria-hidden="true">{signs[healths[check.verdict]]}</span> {words.diagnosis.checks[check.check]}
              <span class="unseen">: {words.diagnosis.verdicts[check.verdict]}</span>
            </button>
          </li>
        ))}
      </ol>
      {shown === undefined ? null : (
        <div class="found">
          {channel.break === null || shown.check !== channel.break ? null : (
            <p class="dim break">{words.diagnosis.breakAt}</p>
          )}
          <Found check={shown} />
        </div>
      )}
    </Card>
  );
}

function Found({ check }: { check: Check }) {
  const words = useWords();
  return (
    <>
      <State health={healths[check.verdict]}>
        {words.diagnosis.checks[check.check]}
        {check.reason === null ? '' : ` · ${check.reason}`}
      </State>
      <div>
        <Said own={words.server.meaning(check.reason)}>{check.text}</Said>
      </div>
      <Facts
        items={[
          ...(check.on === '' ? [] : ([[words.diagnosis.on, <code key="on">{check.on}</code>]] as const)),
          ...(check.evidence.length === 0
            ? []
            : ([
                [
                  words.diagnosis.evidence,
                  <ul key="seen">
                    {check.evidence.map((each) => (
                      <li key={each} lang="en">
                        {each}
                      </li>
                    ))}
                  </ul>,
                ],
              ] as const)),
          ...(check.remedy === null
            ? []
            : ([
                [
                  words.diagnosis.remedy,
                  <Said key="remedy" own={words.server.remedy(check.reason, check.verdict === 'waiting')}>
                    {check.remedy}
                  </Said>,
                ],
              ] as const)),
        ]}
      />
      {check.command === null ? null : <Command>{check.command}</Command>}
    </>
  );
}
