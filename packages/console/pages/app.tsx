/** Everything around a page: where one is, which mesh it is, in which language and colours. */
import { useEffect, useState } from 'preact/hooks';
import { type GetAboutAnswer, streams, type WatchTopologyAnswer } from '../src/generated/client.ts';
import { applied, type Shown } from '../src/topology/changes.ts';
import { api, giveToken, Refused } from './parts/ask.ts';
import { useStream } from './parts/live.ts';
import { useLoad } from './parts/load.ts';
import { MeshContext } from './parts/mesh.ts';
import { Failure, Said, State } from './parts/pieces.tsx';
import { type Place, usePlace, wayTo } from './parts/place.ts';
import {
  type Language,
  languages,
  type Settings,
  SettingsContext,
  storedSettings,
  storeSettings,
  type Theme,
  themes,
  useSettings,
} from './parts/settings.ts';
import { groups, type PageName, pageOf } from './views/views.tsx';

export function App() {
  const [settings, setSettings] = useState<Settings>(storedSettings);
  const words = languages[settings.language];
  useEffect(() => {
    document.documentElement.dataset['theme'] = settings.theme;
    document.documentElement.lang = settings.language === 'zh' ? 'zh-CN' : 'en';
    storeSettings(settings);
  }, [settings]);
  const choose = (change: Partial<Settings>) => setSettings((last) => ({ ...last, ...change }));
  return (
    <SettingsContext.Provider value={{ ...settings, words, choose }}>
      <Entrance />
    </SettingsContext.Provider>
  );
}

/** Where the console is served to other machines, nothing is shown without its token. */
function Entrance() {
  const about = useLoad(async () => {
    const given = /^#token=(.+)$/.exec(location.hash)?.[1];
    if (given !== undefined) {
      history.replaceState(null, '', '#/');
      await giveToken(decodeURIComponent(given));
    }
    return api.getAbout();
  }, []);
  const { error } = about;
  if (error instanceof Refused && error.code === 'TokenMissing') return <TokenForm entered={about.reload} />;
  if (error !== undefined) return <Failure error={error} again={about.reload} />;
  return about.value === undefined ? null : <Shell about={about.value} />;
}

function TokenForm({ entered }: { entered: () => void }) {
  const { words } = useSettings();
  const [token, setToken] = useState('');
  const [error, setError] = useState<Error | undefined>();
  const enter = (event: Event) => {
    event.preventDefault();
    giveToken(token).then(entered, setError);
  };
  return (
    <main class="entrance">
      <h1>{words.token.title}</h1>
      <p>{words.token.about}</p>
      <form onSubmit={enter}>
        <label>
          {words.token.label}{' '}
          <input
            type="password"
            autocomplete="off"
            value={token}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </label>{' '}
        <button type="submit">{words.token.enter}</button>
      </form>
      {error === undefined ? null : <Failure error={error} />}
    </main>
  );
}

function Shell({ about }: { about: GetAboutAnswer }) {
  const { words } = useSettings();
  const place = usePlace();
  const [shown, setShown] = useState<Shown | undefined>();
  const open = useStream<WatchTopologyAnswer>(streams.watchTopology, (told) =>
    setShown((last) => applied(last, told as Parameters<typeof applied>[1])),
  );
  const [name = 'topology'] = place.path;
  const page = pageOf(name, about.emulated);
  useEffect(() => {
    document.title = `${page === undefined ? words.notFound : words.pages[page.name]} · asm-privatelink`;
  }, [page, words]);
  if (shown === undefined) return <p class="quiet loading">{words.loading}</p>;
  return (
    <MeshContext.Provider value={{ about, shown }}>
      <a class="skip" href="#content" onClick={skip}>
        {words.skip}
      </a>
      <TopBar about={about} shown={shown} />
      <div class="frame">
        <Navigation emulated={about.emulated} at={page?.name} />
        <main id="content" tabIndex={-1}>
          {open ? null : (
            <p class="note working" role="status">
              {words.offline}
            </p>
          )}
          {shown.problem === null ? null : (
            <div class="note working" role="status">
              <code>{shown.problem.code}</code>{' '}
              <Said own={words.server.meaning(shown.problem.code)}>
                {shown.problem.what} {shown.problem.now}
              </Said>
            </div>
          )}
          <Content page={page?.show} place={place} />
        </main>
      </div>
    </MeshContext.Provider>
  );
}

/** Not by the address: what stands behind # is the page. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function Content({
  page: Shows,
  place,
}: {
  page: ((props: { place: Place }) => preact.JSX.Element) | undefined;
  place: Place;
}) {
  const { words } = useSettings();
  return Shows === undefined ? (
    <p class="quiet">{words.notFound}</p>
  ) : (
    <Shows key={place.path.join('/')} place={place} />
  );
}

function TopBar({ about, shown }: { about: GetAboutAnswer; shown: Shown }) {
  const { words, language, theme, region, choose } = useSettings();
  const { status } = shown.topology;
  const health = status === 'Available' ? 'good' : status === 'Failed' || status === 'Degraded' ? 'bad' : 'working';
  return (
    <header class="top">
      <a class="brand" href={wayTo('topology')}>
        <img src="/icon.svg" alt="" width="24" height="24" />
        <span>asm-privatelink</span>
      </a>
      <span class="mesh-name">
        <span class="dim">{words.mesh}</span> <code>{about.mesh}</code>
        <State health={health}>{status}</State>
      </span>
      <span class="choices">
        <label>
          <span class="unseen">{words.region}</span>
          <select
            value={region || about.region}
            onChange={({ currentTarget }) => choose({ region: currentTarget.value })}
          >
            {about.regions.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label>
          <span class="unseen">Language / 语言</span>
          <select
            value={language}
            onChange={({ currentTarget }) => choose({ language: currentTarget.value as Language })}
          >
            {Object.entries(languages).map(([key, each]) => (
              <option key={key} value={key}>
                {each.language}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="unseen">{words.theme}</span>
          <select value={theme} onChange={({ currentTarget }) => choose({ theme: currentTarget.value as Theme })}>
            {themes.map((each) => (
              <option key={each} value={each}>
                {words.themes[each]}
              </option>
            ))}
          </select>
        </label>
      </span>
    </header>
  );
}

function Navigation({ emulated, at }: { emulated: boolean; at: PageName | undefined }) {
  const { words } = useSettings();
  return (
    <nav class="pages" aria-label={words.navigation}>
      {groups(emulated).map(([group, pages]) => (
        <div key={group}>
          <p class="group">{words.groups[group]}</p>
          <ul>
            {pages.map(({ name }) => (
              <li key={name}>
                <a href={wayTo(name)} aria-current={name === at ? 'page' : undefined}>
                  {words.pages[name]}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
