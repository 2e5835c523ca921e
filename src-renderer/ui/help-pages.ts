/** A page of the guide, and where on it. */
export interface HelpPlace {
  readonly page: string;
  /** The anchor of an English heading; the top of the page where it is absent. */
  readonly section?: string;
}

/** In an address of the help: its search field. */
export const SEARCH_HASH = '#guide-search';

/** What the guide says of each screen, by the name of its route. */
export const HELP_OF_SCREEN: Readonly<Record<string, HelpPlace>> = {
  start: { page: 'first-run' },
  new: { page: 'train-and-compare', section: 'design-in-the-window' },
  live: { page: 'resume-and-queue' },
  'run-live': { page: 'resume-and-queue' },
  runs: { page: 'look-into-a-run', section: 'many-runs' },
  run: { page: 'look-into-a-run' },
  compare: { page: 'train-and-compare', section: 'compare' },
  answers: { page: 'answers' },
  slides: { page: 'deck' },
  data: { page: 'your-data' },
  embeddings: { page: 'look-into-a-run', section: 'embeddings' },
  playground: { page: 'look-into-a-run', section: 'playground' },
  devices: { page: 'devices' },
  help: { page: 'index' },
  'not-found': { page: 'index' },
};

/** The address of the help for a screen; the first page of the guide for one that it does not know. */
export function helpAddress(screen: unknown): { name: 'help'; params: { page: string }; hash: string } {
  const known = typeof screen === 'string' && Object.hasOwn(HELP_OF_SCREEN, screen);
  const { page, section } = (known ? HELP_OF_SCREEN[screen] : undefined) ?? { page: 'index' };
  return { name: 'help', params: { page }, hash: section === undefined ? '' : `#${section}` };
}
