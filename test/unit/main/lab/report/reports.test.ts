import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createReports, type ReportRequest, type ReportsOptions } from '#main/lab/report/reports';
import { LabError } from '#shared/errors/errors';
import type { ReportSelection } from '#shared/report/selection';
import type { ReportWritten } from '#shared/report/written';
import type { Run } from '#shared/runs/run';
import { runWith } from '../../../shared/comparison/specimens';
import { temporaryFolder } from '../../datasets/temporary-folder';
import { SWEEP, sourcesOf, UNFINISHED, VERIFICATION } from './report-sources';

const SECTIONS = [
  'Question',
  'What these runs support',
  'Figures',
  'Tests',
  'Beside published figures',
  'Budget',
  'Design',
  'Learning curves',
  'Confusion matrices',
  'Examples of images',
  'Machine, versions and dates',
  'How to repeat it',
];

interface Read {
  readonly written: ReportWritten;
  readonly page: string;
  readonly text: string;
  /** The text below a heading of the Markdown. */
  readonly section: (title: string) => string;
}

async function reportOn(
  runs: readonly Run[],
  selection: ReportSelection,
  change: Partial<ReportRequest> = {},
  sources: Partial<ReportsOptions> = {},
): Promise<Read> {
  const folder = join(await temporaryFolder(), 'report');
  const written = await createReports(sourcesOf(runs, sources)).writeReport({
    selection,
    question: {},
    folder,
    print: null,
    withImages: true,
    ...change,
  });
  const name = written.files.find((file) => file.endsWith('.md')) ?? '';
  const text = await readFile(join(folder, name), 'utf8');
  return {
    written,
    page: await readFile(join(folder, 'report.html'), 'utf8'),
    text,
    section: (title) => (text.split(`\n## ${title}\n`)[1] ?? '').split('\n## ')[0] ?? '',
  };
}

const one = (id: number): ReportSelection => ({ kind: 'compared', keys: [{ kind: 'run', id }], baseline: 0 });

describe.each<readonly [string, readonly Run[], ReportSelection, Partial<ReportsOptions>]>([
  ['a sweep', SWEEP, { kind: 'sweep', id: 1 }, {}],
  ['a verification run', [VERIFICATION], one(20), {}],
  ['an unfinished run', [UNFINISHED], one(30), {}],
  [
    'a run whose dataset is not installed',
    SWEEP,
    one(1),
    { images: () => Promise.reject(new LabError('dataset-missing', 'Shapes is not installed here.')) },
  ],
])('a report on %s', (_, runs, selection, sources) => {
  it('has every section, on the page and in the text', async () => {
    const { page, text } = await reportOn(runs, selection, {}, sources);
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(SECTIONS);
    expect([...page.matchAll(/<h2 id="[a-z]+">(.*)<\/h2>/g)].map(([, title]) => title)).toEqual(SECTIONS);
    for (const title of SECTIONS) {
      const below = (text.split(`\n## ${title}\n`)[1] ?? '').split('\n## ')[0] ?? '';
      expect(below.trim(), title).not.toBe('');
    }
  });
});

describe('a report on a sweep', () => {
  it('holds each siamese design against the plain one that is most like it', async () => {
    const { section, written } = await reportOn(SWEEP, { kind: 'sweep', id: 1 });
    expect(section('Question')).toContain('Is siamese-vanilla better than vanilla, by accuracy, at 10 % and 40 %?');
    expect(section('What these runs support')).toContain('charts/answer.svg');
    expect([...section('Tests').matchAll(/^\*\*(.* less .*)\*\*$/gm)].map(([, pair]) => pair)).toEqual([
      'siamese-vanilla, 10% less vanilla, 10%',
      'siamese-vanilla, 40% less vanilla, 40%',
    ]);
    expect(section('Tests')).toContain('| accuracy | +0.1000 |');
    expect(section('Budget')).toContain('Not trained for equally long');
    expect(written.files).toEqual(
      expect.arrayContaining(['report.html', 'report.md', 'designs/vanilla-10.json', 'charts/curves-vanilla-10.svg']),
    );
  });

  it('names n, the spread and the runs of each figure', async () => {
    const { section } = await reportOn(SWEEP, { kind: 'sweep', id: 1 });
    expect(section('Figures')).toMatch(/\| vanilla, 10% \| 0\.5015 ± 0\.0007 \|.*\| 2 \| 1, 2 \|/);
    expect(section('Machine, versions and dates')).toContain('| 1 | vanilla, 10% | 1 | finished | 2026-11-30 08:00 |');
    expect(section('How to repeat it')).toContain('npm run lab -- run --design designs/vanilla-10.json');
    expect(section('How to repeat it')).toContain('npm run lab -- report --sweep 1');
  });

  it('writes each design with the seeds of its runs', async () => {
    const { written } = await reportOn(SWEEP, { kind: 'sweep', id: 1 });
    const design = JSON.parse(await readFile(join(written.folder, 'designs/vanilla-10.json'), 'utf8')) as object;
    expect(design).toMatchObject({ fraction: 0.1, seeds: [1, 2], network: { kind: 'vanilla' } });
  });

  it('of the same runs is the same, byte for byte', async () => {
    const [first, second] = [
      await reportOn(SWEEP, { kind: 'sweep', id: 1 }),
      await reportOn(SWEEP, { kind: 'sweep', id: 1 }),
    ];
    expect(second.written.files).toEqual(first.written.files);
    for (const file of first.written.files) {
      const [one, other] = [first, second].map(({ written: { folder } }) => readFile(join(folder, file)));
      expect(await other, file).toEqual(await one);
    }
  });
});

describe('a report on some runs', () => {
  it('holds the others against the first, single models image by image', async () => {
    const keys = [
      { kind: 'run', id: 5 },
      { kind: 'run', id: 1 },
    ] as const;
    const { section } = await reportOn(SWEEP, { kind: 'compared', keys: [...keys], baseline: 0 });
    expect(section('Tests')).toContain('**vanilla, 10% less siamese-vanilla, 10%**');
    expect(section('Tests')).toContain('**Runs 5 and 1, image by image (McNemar’s test)**');
    expect(section('How to repeat it')).toContain('npm run lab -- report 5 1\n');
  });

  it('puts the published figures of a chosen row beside them, with their flaws', async () => {
    const row = runWith({ draft: { dataset: 'cifar10', row: 'C3', fraction: 0.1 } });
    const keys = [
      { kind: 'row', row: 'C3' },
      { kind: 'run', id: 1 },
    ] as const;
    const { section } = await reportOn([row], { kind: 'compared', keys: [...keys], baseline: 0 });
    expect(section('Figures')).toContain('| C3 (deck) | 0.6355 |');
    expect(section('Tests')).toContain('less C3 (deck)**');
    expect(section('Tests')).toContain('C3: One run: the spread over seeds is unknown.');
  });
});

describe('examples of images', () => {
  it('are the surest right and wrong ones, as files and in the page', async () => {
    const { section, page, written } = await reportOn(SWEEP, one(1));
    const shown = section('Examples of images');
    expect(shown.indexOf('images/shapes-test-0.png')).toBeLessThan(shown.indexOf('images/shapes-test-2.png'));
    expect(shown).toMatch(/judged wrong[\s\S]*shapes-test-1\.png.*80 %[\s\S]*shapes-test-3\.png.*60 %/);
    expect(page.match(/src="data:image\/png;base64,/g)).toHaveLength(4);
    expect(written.files).toContain('images/shapes-test-0.png');
  });

  it('of a verification run are pairs', async () => {
    const { page } = await reportOn([VERIFICATION], one(20));
    expect(page).toContain('same, probability of “same” 90 %');
    expect(page).toContain('different taken for same, probability of “same” 60 %');
    expect(page.match(/src="data:image\/png;base64,/g)).toHaveLength(8);
  });

  it('are left out with words where the dataset is not here, is another one, or nobody wants them', async () => {
    const missing = () => Promise.reject(new LabError('dataset-missing', 'Shapes is not installed here.'));
    const without = await reportOn(SWEEP, one(1), {}, { images: missing });
    expect(without.section('Examples of images')).toContain('no examples. Shapes is not installed here.');
    const other = await reportOn(
      SWEEP,
      one(1),
      {},
      {
        images: ({ indices }) =>
          Promise.resolve({
            shape: [1, 1, 1],
            pixels: new Uint8Array(indices.length),
            labels: new Uint8Array(indices.length),
          }),
      },
    );
    expect(other.section('Examples of images')).toContain('is not the one of the run');
    const unwanted = await reportOn(SWEEP, one(1), { withImages: false });
    expect(unwanted.section('Examples of images')).toContain('No examples are shown');
  });
});

describe('the PDF', () => {
  it('is printed from the page before the folder has its name', async () => {
    const { written } = await reportOn(SWEEP, one(1), {
      print: async (page, pdf) => {
        await writeFile(pdf, (await readFile(page, 'utf8')).slice(0, 15));
        return null;
      },
    });
    expect(written).toMatchObject({ noPdf: null });
    expect(await readFile(join(written.folder, 'report.pdf'), 'utf8')).toBe('<!doctype html>');
  });

  it('that cannot be printed is said, and the rest is there', async () => {
    const { written, text } = await reportOn(SWEEP, one(1), { print: () => Promise.resolve('there is no display') });
    expect(written.noPdf).toBe('there is no display');
    expect(written.files).not.toContain('report.pdf');
    expect(text).toContain('# Run 1');
  });
});

describe('a report is refused', () => {
  it.each<readonly [ReportSelection, Partial<ReportRequest>, RegExp]>([
    [one(99), {}, /the run 99/],
    [{ kind: 'study' }, {}, /study open/],
    [{ kind: 'compared', keys: [{ kind: 'row', row: 'C3' }], baseline: 0 }, {}, /without any run/],
    [{ kind: 'sweep', id: 1 }, { question: { axis: 'network.width' } }, /"network.width".*fraction/],
  ])('of %j', async (selection, change, message) => {
    await expect(reportOn(SWEEP, selection, change)).rejects.toThrow(message);
  });

  it('where the folder holds something, and leaves that alone', async () => {
    const parent = await temporaryFolder();
    const folder = join(parent, 'mine');
    await mkdir(folder);
    await writeFile(join(folder, 'thesis.txt'), 'mine');
    await expect(reportOn(SWEEP, one(1), { folder })).rejects.toThrow(/is there already and is not empty/);
    expect(await readdir(folder)).toEqual(['thesis.txt']);
    expect(await readdir(parent)).toEqual(['mine']);
  });
});
