import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';

import { runLab } from '../integration/lab-process';
import { electronName, inspect, openLabWindow, temporaryHome } from './lab-window';

const RUNS = 8;
const EPOCHS = 400;

/** An experiment of eight seeds, 400 epochs each. */
async function seed(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  // makes the database
  await runLab(home, ['runs']);
  const database = new Database(join(home, 'lab.sqlite'));
  const seeds = Array.from({ length: RUNS }, (_, index) => index + 1);
  const spec = {
    dataset: 'shapes', fraction: 1, task: 'classification', row: null,
    network: { kind: 'vanilla', width: 32, embedding: 32, dropout: 0.2, l2: 0 },
    pairing: null, validation: { kind: 'test-set' }, protocols: ['single'], seeds,
    training: { optimiser: 'adam', learningRate: 0.001, momentum: 0.9, batchSize: 512, epochs: EPOCHS, earlyStopping: null, keep: 'last' },
  }; // prettier-ignore
  database
    .prepare(`INSERT INTO experiments (title, spec, created_at) VALUES ('eight seeds', ?, 1)`)
    .run(JSON.stringify(spec));
  const run = database.prepare(
    `INSERT INTO runs (experiment_id, number, seed, status, owner, queued_at, started_at, ended_at) VALUES (1, ?, ?, 'finished', 'nobody', 1, 2, 3)`,
  );
  const point = database.prepare('INSERT INTO series (run_id, split, metric, epoch, value) VALUES (?, ?, ?, ?, ?)');
  database.transaction(() => {
    for (const id of seeds) {
      run.run(id, id);
      for (let epoch = 1; epoch <= EPOCHS; epoch++) {
        const wave = 0.04 * Math.sin(epoch * 1.7 + id * 2.1) * Math.exp(-epoch / 300);
        const loss = 0.12 + 2.1 * Math.exp(-epoch / (40 + 6 * id)) + wave;
        for (const [split, gap] of [
          ['train', 0],
          ['test', 0.08 + 0.01 * id],
        ] as const) {
          // prettier-ignore
          point.run(id, split, 'loss', epoch, loss + gap);
          point.run(id, split, 'accuracy', epoch, 1 - loss / 2.5 - gap / 3);
        }
      }
    }
  })();
  database.close();
}

test('eight runs of 400 epochs lie over each other, and go on being drawn while epochs arrive', async () => {
  const home = await temporaryHome();
  await seed(home);
  const { application, page } = await openLabWindow(home);
  await page.evaluate(() => {
    location.hash = '#/runs/8/live';
  });
  const loss = page.getByRole('img', { name: /^Loss by epoch\./ });
  for (let id = 1; id <= RUNS; id++) {
    await expect(loss).toHaveAccessibleName(new RegExp(`run ${id} · seed ${id}, epoch ${EPOCHS}: `));
  }
  const coloursDrawn = (): Promise<number> =>
    loss.evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      const strong = new Map<string, number>();
      for (let at = 0; at < pixels.length; at += 4) {
        const [red = 0, green = 0, blue = 0, alpha = 0] = [pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]];
        if (alpha < 255 || Math.max(red, green, blue) - Math.min(red, green, blue) < 30) continue;
        const colour = `${red} ${green} ${blue}`;
        strong.set(colour, (strong.get(colour) ?? 0) + 1);
      }
      return [...strong.values()].filter((count) => count > 30).length;
    });
  // seven colours and a grey
  await expect.poll(coloursDrawn).toBeGreaterThanOrEqual(RUNS - 1);

  // an epoch for each run a frame, more than any training tells
  await page.evaluate(() => {
    const gauge = window as unknown as { frames: number[] };
    gauge.frames = [];
    let last = performance.now();
    const frame = (): void => {
      const now = performance.now();
      gauge.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await application.evaluate(
    async ({ BrowserWindow }, { runs, epochs }) => {
      const [window] = BrowserWindow.getAllWindows();
      for (let epoch = 1; epoch <= epochs; epoch++) {
        for (let id = 1; id <= runs; id++) {
          const points = (['train', 'test'] as const).flatMap((split) => [
            { split, metric: 'loss', epoch, value: 0.3 + 2 * Math.exp(-epoch / (40 + 6 * id)) },
            { split, metric: 'accuracy', epoch, value: 0.9 - 0.8 * Math.exp(-epoch / (40 + 6 * id)) },
          ]);
          window?.webContents.send('lab:event', 'run:epoch', { id, points });
        }
        await new Promise((resolve) => setTimeout(resolve, 16));
      }
    },
    { runs: RUNS, epochs: 200 },
  );
  const frames = await page.evaluate(() =>
    (window as unknown as { frames: number[] }).frames.toSorted((a, b) => a - b),
  );
  const at = (share: number): string => (frames[Math.floor(share * (frames.length - 1))] ?? 0).toFixed(1);
  console.log(
    `${RUNS} runs × ${EPOCHS} epochs, an epoch of each every 16 ms: ${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms, on ${electronName()}`,
  );
  expect(frames.length).toBeGreaterThan(10);
  await expect(loss).toHaveAccessibleName(new RegExp(`run 1 · seed 1, epoch ${EPOCHS}: `));
  await loss.scrollIntoViewIfNeeded();
  await loss.hover({ position: { x: 200, y: 60 } });
  await inspect(page, 'watch-overlay');

  await page.getByRole('checkbox', { name: /run 3 · seed 3/ }).uncheck();
  await expect(loss).not.toHaveAccessibleName(/run 3 /);
  await page.getByRole('radio', { name: 'train', exact: true }).check({ force: true });
  await application.close();
});
