import { ar } from './ar.ts';
import { de } from './de.ts';
import type { Messages } from './en.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export const languageTags = ['en', 'es', 'de', 'ar'] as const;
export type LanguageTag = (typeof languageTags)[number];

export interface Language {
  readonly tag: LanguageTag;
  /** The language's name in the language itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly messages: Messages;
}

export const languages: Readonly<Record<LanguageTag, Language>> = {
  en: { tag: 'en', name: 'English', direction: 'ltr', messages: en },
  es: { tag: 'es', name: 'Español', direction: 'ltr', messages: es },
  de: { tag: 'de', name: 'Deutsch', direction: 'ltr', messages: de },
  ar: { tag: 'ar', name: 'العربية', direction: 'rtl', messages: ar },
};

/** The language that `text` names. The region is ignored: `de-AT` is German. */
export function parseLanguage(text: unknown): Language | undefined {
  const [primary] = typeof text === 'string' ? text.toLowerCase().split('-') : [];
  const tag = languageTags.find(candidate => candidate === primary);
  return tag && languages[tag];
}
