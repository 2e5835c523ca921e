import type { GuideTexts } from './guide';

type Files = Readonly<Record<string, string>>;

/** The guide by language, loaded when it is first asked for. A language that has none is shown the English one. */
const FILES: Readonly<Record<string, () => Promise<{ readonly files: Files }>>> = {
  en: () => import('./pages-en'),
  pl: () => import('./pages-pl'),
};

/** The guide's Markdown in a language, by the name of the page; empty where it is not translated. */
export async function guideTexts(language: string): Promise<GuideTexts> {
  const load = Object.hasOwn(FILES, language) ? FILES[language] : undefined;
  if (load === undefined) return {};
  const { files } = await load();
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [nameOf(path), text]));
}

const nameOf = (path: string): string => path.replace(/^.*\//, '').replace(/\.md$/, '');
