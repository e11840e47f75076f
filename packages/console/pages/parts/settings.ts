/** What a reader has chosen, kept in this browser: the language, the colours, the region. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { chinese } from '../text/chinese.ts';
import { english, type Words } from '../text/english.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const languages = { en: english, zh: chinese } as const;
export type Language = keyof typeof languages;

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  /** Of the lists of cloud objects; empty for that of the mesh. */
  readonly region: string;
}

export interface Chosen extends Settings {
  readonly words: Words;
  choose(change: Partial<Settings>): void;
}

const KEY = 'asmpvl-console';

export function storedSettings(): Settings {
  const browser: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  let stored: Record<string, unknown> = {};
  try {
    stored = Object(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // Nothing is kept where the browser does not allow it.
  }
  const language = stored['language'] === 'zh' || stored['language'] === 'en' ? stored['language'] : browser;
  return { language, theme: themes.find((each) => each === stored['theme']) ?? 'auto', region: '' };
}

export function storeSettings({ language, theme }: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ language, theme }));
  } catch {
    // as above
  }
}

export const SettingsContext = createContext<Chosen | undefined>(undefined);

export function useSettings(): Chosen {
  const chosen = useContext(SettingsContext);
  if (chosen === undefined) throw new Error('no settings stand above this part');
  return chosen;
}

export function useWords(): Words {
  return useSettings().words;
}
