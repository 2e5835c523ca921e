import type { Page } from '@playwright/test';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** A picture of a page of the lab, in which the runs of `take.ts` are. To add a page, add a line. */
export interface Picture {
  /** Of the file. */
  readonly name: string;
  /** Behind the # of the address. */
  readonly address: string;
  /** In light where it is left out. */
  readonly themes?: readonly Theme[];
  /** What a person would do on the page before looking at it. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** Numbers of the runs that `take.ts` trains. */
export const RUNS = { vanilla: 1, again: 2, siamese: 3, pairs: 4 } as const;

/** Puts a part of the page at the top of what is seen. */
async function lookAt(page: Page, heading: string): Promise<void> {
  await page
    .getByRole('heading', { name: heading, exact: true })
    .evaluate((element) => element.closest('section')?.scrollIntoView({ block: 'start' }));
}

export const PICTURES: readonly Picture[] = [
  { name: 'new-experiment', address: '/new' },
  { name: 'runs', address: '/runs' },
  { name: 'run', address: `/runs/${RUNS.siamese}` },
  {
    name: 'run-matrix',
    address: `/runs/${RUNS.siamese}`,
    prepare: (page) => lookAt(page, 'Confusion matrix'),
  },
  {
    name: 'run-cell',
    address: `/runs/${RUNS.siamese}`,
    prepare: async (page) => {
      await page.getByRole('button', { name: /→/ }).first().click();
      await page.locator('#predictions-title').evaluate((element) => element.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'run-threshold',
    address: `/runs/${RUNS.pairs}`,
    themes: THEMES,
    prepare: async (page) => {
      await lookAt(page, 'Threshold');
      await page
        .getByRole('table', { name: /^What pairs are/ })
        .getByRole('button')
        .nth(1)
        .click();
    },
  },
  {
    name: 'run-distances',
    address: `/runs/${RUNS.pairs}`,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Work out the distances' }).click();
      await page.getByRole('img', { name: /^Distances of/ }).waitFor({ timeout: 60_000 });
      await lookAt(page, 'Distances');
    },
  },
  { name: 'compare', address: `/compare?runs=${RUNS.siamese},experiment-1,C4&baseline=1` },
  {
    name: 'compare-images',
    address: `/compare?runs=${RUNS.siamese},${RUNS.vanilla}`,
    prepare: (page) => lookAt(page, 'Confusion: A − B'),
  },
  { name: 'slides', address: '/slides' },
  { name: 'data', address: '/data' },
  {
    name: 'embeddings',
    address: `/embeddings?run=${RUNS.siamese}`,
    themes: THEMES,
    prepare: async (page) => {
      await page.getByText('UMAP', { exact: true }).click();
      await page.getByText(/UMAP: neighbours stay neighbours/).waitFor({ timeout: 180_000 });
      await page.getByRole('application').focus();
      await page.keyboard.press('ArrowRight');
    },
  },
  { name: 'playground', address: `/playground?run=${RUNS.siamese}` },
  { name: 'devices', address: '/devices' },
];
