import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { _electron, type Page } from '@playwright/test';

import { RUN_COLUMNS } from '#shared/runs/list-column';

import { electronLaunch, electronRuntime } from '../../scripts/setup/electron-path.mjs';
import type { Outcome, Report } from './report';
import { seedRuns } from './seed-runs';

const OPENINGS = 20;
const SCROLL_FRAMES = 600;
const JUMPS = 30;

export async function measure(args: readonly string[]): Promise<Outcome> {
  const { values } = parseArgs({ args: [...args], options: { runs: { type: 'string', default: '5000' } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 100)
    throw new RangeError(`Received "${values.runs}" for --runs; expected a whole number, 100 or more.`);
  const report = await measureRuns(runs);
  return { json: report, reports: [report] };
}

/**
 * The Runs screen on a lab of so many runs with series and evaluations: from the click to the table drawn, the frames
 * while one scrolls, a jump to anywhere, and what a page of the list costs the window. In milliseconds.
 */
async function measureRuns(runs: number): Promise<Report> {
  const home = await mkdtemp(join(tmpdir(), 'siamese-lab-bench-'));
  try {
    seedRuns(home, { runs, epochs: 20, newest: Date.UTC(2026, 10, 20, 12) });
    const { executablePath, args, cwd, env } = electronLaunch(['--home', home]);
    const application = await _electron.launch({ executablePath, args, cwd, env });
    try {
      const page = await application.firstWindow();
      await page.getByRole('navigation').getByRole('link', { name: 'Runs' }).waitFor();
      const [first = Number.NaN, ...again] = await openings(page);
      const { version } = electronRuntime();
      return {
        title: `${runs} runs, Electron ${version}, ${cpus()[0]?.model ?? 'a processor'} × ${cpus().length}`,
        rows: [
          { what: 'click to table drawn, first time', ...summary([first]) },
          { what: 'click to table drawn, again', ...summary(again) },
          { what: 'frame while scrolling', ...summary(await frames(page)) },
          { what: 'jump to anywhere, until drawn', ...summary(await jumps(page)) },
          { what: 'a page of 100 runs, over every sort', ...summary(await pages(page)) },
        ],
      };
    } finally {
      await application.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function summary(values: readonly number[]): Readonly<Record<string, string | number>> {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1);
  return { n: values.length, median: at(0.5), p95: at(0.95), longest: at(1) };
}

/** From the click until the frame after the one in which lines with runs stand in the document. */
async function openings(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    await page.getByRole('navigation').getByRole('link', { name: 'New experiment' }).click();
    await page.getByRole('heading', { level: 1, name: 'New experiment' }).waitFor();
    times.push(
      await page.evaluate(async () => {
        const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
        const link = [...document.querySelectorAll('nav a')].find((found) => found.textContent.trim() === 'Runs');
        if (!(link instanceof HTMLElement)) throw new Error('There is no link to the runs.');
        const begun = performance.now();
        link.click();
        while (document.querySelector('[role=row][data-row="0"] a') === null) await frame();
        await frame();
        return performance.now() - begun;
      }),
    );
  }
  return times;
}

/** A steady scroll, as fast as a thumb on a touchpad: 90 pixels a frame. */
async function frames(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (count) => {
    const grid = document.querySelector('[role=grid]');
    if (grid === null) throw new Error('There is no grid.');
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    await frame();
    let last = performance.now();
    for (let index = 0; index < count; index++) {
      grid.scrollTop += 90;
      await frame();
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times;
  }, SCROLL_FRAMES);
}

/** As with the bar: lines that were never asked for, until a run stands in the middle of the screen. */
async function jumps(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (count) => {
    const grid = document.querySelector('[role=grid]');
    if (grid === null) throw new Error('There is no grid.');
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    for (let index = 0; index < count; index++) {
      // the golden ratio spreads them evenly
      const share = (index * 0.618_033_988_749_895) % 1;
      const begun = performance.now();
      grid.scrollTop = share * (grid.scrollHeight - grid.clientHeight);
      const row = Math.floor((grid.scrollTop + grid.clientHeight / 2) / 34);
      while (document.querySelector(`[role=row][data-row="${row}"] a`) === null) await frame();
      times.push(performance.now() - begun);
    }
    return times;
  }, JUMPS);
}

/** Request, SQL, answer, and the way through both processes. */
async function pages(page: Page): Promise<readonly number[]> {
  return page.evaluate(async (columns) => {
    const { lab } = window as unknown as { lab: { request: (name: string, args: object) => Promise<unknown> } };
    const times: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      for (const by of columns) {
        const begun = performance.now();
        await lab.request('run:list', { sort: { by, descending: turn % 2 === 0 }, offset: turn * 500, limit: 100 });
        times.push(performance.now() - begun);
      }
    }
    return times;
  }, RUN_COLUMNS);
}
