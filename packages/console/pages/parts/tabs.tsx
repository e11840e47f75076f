/** Parts of a page of which one is shown. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

export interface Tab {
  readonly key: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** With the arrows one goes from one to the next, as everywhere. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [shown, setShown] = useState(tabs[0]?.key);
  const list = useRef<HTMLDivElement>(null);
  const move = (by: number) => {
    const index = tabs.findIndex(({ key }) => key === shown);
    const next = tabs[(index + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    setShown(next.key);
    list.current?.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') move(1);
    if (event.key === 'ArrowLeft') move(-1);
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={pressed}>
        {tabs.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={key === shown}
            aria-controls={`panel-${key}`}
            tabIndex={key === shown ? 0 : -1}
            onClick={() => setShown(key)}
          >
            {title}
          </button>
        ))}
      </div>
      {tabs.map(({ key, children }) => (
        <div key={key} role="tabpanel" id={`panel-${key}`} aria-labelledby={`tab-${key}`} hidden={key !== shown}>
          {key === shown ? children : null}
        </div>
      ))}
    </>
  );
}
