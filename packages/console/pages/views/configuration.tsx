/** The ASMPvlConfig: its conditions and events, what is still to be done, and a box in which a manifest is checked. */
import { useState } from 'preact/hooks';
import type { CheckManifestAnswer, GetConfigurationAnswer } from '../../src/generated/client.ts';
import { api } from '../parts/ask.ts';
import { over, timeColumn } from '../parts/columns.tsx';
import { asError, useLoad } from '../parts/load.ts';
import { useMesh } from '../parts/mesh.ts';
import { Card, Failure, Page, RefreshButton, Said, Shown, State, Word } from '../parts/pieces.tsx';
import { useSettings } from '../parts/settings.ts';
import { type Column, Table } from '../parts/table.tsx';
import type { Words } from '../text/english.ts';

type Condition = GetConfigurationAnswer['conditions'][number];
type Event = GetConfigurationAnswer['events'][number];
type Plan = NonNullable<GetConfigurationAnswer['plan']>;

export function ConfigurationPage() {
  const { words } = useSettings();
  const { shown } = useMesh();
  // Read again whenever the status takes another turn.
  const loaded = useLoad(() => api.getConfiguration(), [shown.topology.status, shown.object]);
  return (
    <Page title={words.pages.configuration} side={<RefreshButton loaded={loaded} />}>
      <Shown loaded={loaded}>
        {(configuration) => (
          <>
            {configuration.manifest === null ? <p class="note">{words.configuration.none}</p> : null}
            {configuration.current === false ? <p class="note working">{words.configuration.stale}</p> : null}
            <Conditions items={configuration.conditions} status={configuration.status} />
            {configuration.plan === null ? null : <PlanCard plan={configuration.plan} />}
            <Events items={configuration.events} />
            {configuration.manifest === null ? null : (
              <Card title={words.configuration.object}>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard */}
                <pre tabIndex={0} role="region" aria-label={words.configuration.object}>
                  {configuration.manifest}
                </pre>
              </Card>
            )}
          </>
        )}
      </Shown>
      <CheckBox />
    </Page>
  );
}

function Conditions({ items, status }: { items: readonly Condition[]; status: string }) {
  const { words, language } = useSettings();
  const titles = words.configuration.columns;
  const columns: Column<Condition>[] = [
    over({ key: 'type', title: titles.type, text: ({ type }) => type }, reasonColumn(titles.reason)),
    { key: 'status', title: titles.status, text: ({ status: is }) => is, cell: (each) => conditionState(each) },
    messageColumn(words),
    timeColumn('since', titles.since, language, ({ lastTransitionTime }) => lastTransitionTime),
  ];
  return (
    <Card title={words.configuration.conditions} side={<Word>{status}</Word>}>
      <Table
        plain
        label={words.configuration.conditions}
        columns={columns}
        rows={items}
        rowKey={({ type }) => type}
        empty={words.configuration.noConditions}
      />
    </Card>
  );
}

interface Told {
  readonly reason: string;
  readonly message: string;
}

function reasonColumn<T extends Told>(title: string): Column<T> {
  return { key: 'reason', title, text: ({ reason }) => reason };
}

function messageColumn({ configuration, server }: Words): Column<Told> {
  return {
    key: 'message',
    wraps: 'prose',
    title: configuration.columns.message,
    text: ({ message }) => message,
    cell: ({ reason, message }) => <Said own={server.meaning(reason)}>{message}</Said>,
  };
}

/** Of these, True is no good news. */
const unwelcome = new Set(['Stalled', 'Warnings', 'Reconciling']);

function conditionState({ type, status }: Condition) {
  const health = unwelcome.has(type)
    ? status === 'True'
      ? type === 'Stalled'
        ? 'bad'
        : 'working'
      : 'good'
    : status === 'True'
      ? 'good'
      : status === 'False'
        ? 'bad'
        : 'working';
  return <State health={health}>{status}</State>;
}

function PlanCard({ plan }: { plan: Plan }) {
  const { words } = useSettings();
  return (
    <Card title={words.configuration.plan} side={<span class="dim">{words.configuration.steps(plan.steps)}</span>}>
      <div class="card-body">
        {plan.groups.length === 0 && plan.problems.length === 0 ? <p>{words.configuration.nothingToDo}</p> : null}
        {plan.groups.length === 0 ? null : (
          <ol>
            {plan.groups.flat().map((node) => (
              <li key={node.id}>
                <Said own={words.server.step(node.action)}>
                  {node.what} {node.action === null ? null : <code>{node.action}</code>}{' '}
                  <span class="dim">{node.why}</span>
                </Said>
              </li>
            ))}
          </ol>
        )}
        {plan.problems.map(({ reason, message, link, severity }) => (
          <div key={`${link} ${reason} ${message}`} class={`note ${severity === 'person' ? 'bad' : 'working'}`}>
            <strong>{reason}</strong>{' '}
            <Said own={words.server.meaning(reason)}>
              {message} <span class="dim">{link}</span>
            </Said>
          </div>
        ))}
      </div>
    </Card>
  );
}

function Events({ items }: { items: readonly Event[] }) {
  const { words, language } = useSettings();
  const titles = words.configuration.columns;
  const columns: Column<Event>[] = [
    timeColumn('last', titles.last, language, ({ at }) => at),
    over(
      {
        key: 'type',
        title: titles.type,
        text: ({ type }) => type,
        cell: ({ type }) => <State health={type === 'Warning' ? 'working' : 'good'}>{type}</State>,
      },
      reasonColumn(titles.reason),
    ),
    messageColumn(words),
    { key: 'count', title: titles.count, text: ({ count }) => count },
  ];
  return (
    <Card title={words.configuration.events}>
      <Table
        plain={items.length <= 20}
        label={words.configuration.events}
        columns={columns}
        rows={items}
        rowKey={({ at, reason, message }) => `${at} ${reason} ${message}`}
        empty={words.configuration.noEvents}
      />
    </Card>
  );
}

function CheckBox() {
  const { words } = useSettings();
  const [manifest, setManifest] = useState('');
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<CheckManifestAnswer | Error | undefined>();
  const run = () => {
    setBusy(true);
    api
      .checkManifest({ manifest })
      .then(setAnswer, (error: unknown) => setAnswer(asError(error)))
      .finally(() => setBusy(false));
  };
  return (
    <Card title={words.configuration.check}>
      <div class="card-body">
        <p class="dim" id="check-about">
          {words.configuration.checkAbout}
        </p>
        <label>
          <span class="unseen">{words.configuration.manifest}</span>
          <textarea
            spellcheck={false}
            aria-describedby="check-about"
            placeholder={'apiVersion: istio.alibabacloud.com/v1beta1\nkind: ASMPvlConfig\n…'}
            value={manifest}
            onInput={({ currentTarget }) => setManifest(currentTarget.value)}
          />
        </label>
        <div class="bar">
          <button type="button" class="main" disabled={busy || manifest.trim() === ''} onClick={run}>
            {words.configuration.run}
          </button>
        </div>
        <div aria-live="polite">
          {answer instanceof Error ? (
            <Failure error={answer} />
          ) : answer === undefined ? null : (
            <Checked answer={answer} />
          )}
        </div>
      </div>
    </Card>
  );
}

const healths = { pass: 'good', warn: 'working', fail: 'bad', unknown: 'none' } as const;
const order = ['fail', 'warn', 'unknown', 'pass'] as const;

function Checked({ answer }: { answer: CheckManifestAnswer }) {
  const { words } = useSettings();
  const items = [...answer.items].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return (
    <>
      <p class={`note ${answer.fail > 0 ? 'bad' : answer.warn > 0 ? 'working' : 'good'}`}>
        {words.configuration.checked(answer.fail, answer.warn)}
      </p>
      <ul class="checked">
        {items.map(({ about, subject, verdict, reason, message, remedy, line }) => (
          <li key={`${about} ${subject} ${message}`}>
            <State health={healths[verdict]}>{words.configuration.verdicts[verdict]}</State> <code>{subject}</code>{' '}
            <Said own={words.server.meaning(reason)}>
              {message}{' '}
              {line === null || verdict === 'pass' ? null : (
                <span class="dim">
                  ({words.configuration.line} {line})
                </span>
              )}
            </Said>
            {verdict === 'pass' || remedy === null ? null : (
              <div class="dim">
                <Said own={words.server.remedy(reason, false)}>{remedy}</Said>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
