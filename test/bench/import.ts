import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { createRandom } from '#shared/basics/random';

import { loadTensorflow } from '#main/engine/tensorflow';
import { readImportEvent } from '#main/importing/message-schemas';
import { createEmitter } from '#main/lab/events/events';
import { createOwnDatasets, type LaunchImport } from '#main/lab/importing/own-datasets';
import { childProcessLauncher } from '#main/processes/worker-process';
import { createCatalogue } from '#main/datasets/catalogue';
import type { Outcome } from './report';

const [WIDTH, HEIGHT, CLASSES] = [500, 375, 20];
/** So many are different; the others are the same files under other names. */
const DIFFERENT = 400;
const TELL_MS = 50;

/** How fast pictures are brought in, from the files to the dataset, and Pillow beside it on the same files. */
export async function measure(args: readonly string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string', default: '2000' },
      size: { type: 'string', default: '56' },
      python: { type: 'string', default: 'python3' },
    },
  });
  const [images, side] = [Number(values.images), Number(values.size)];
  if (!Number.isInteger(images) || images < CLASSES || !Number.isInteger(side)) {
    throw new RangeError(
      `Received --images ${values.images} --size ${values.size}; expected whole numbers, ${CLASSES} images at least.`,
    );
  }
  const work = await mkdtemp(join(tmpdir(), 'siamese-lab-bench-'));
  try {
    const folder = join(work, 'pictures');
    await makePictures(folder, images);
    const ours = await importThem(folder, join(work, 'home'), side);
    const pillow = await pillowOf(values.python, folder, side);
    const row = (what: string, seconds: number): Record<string, string | number> => ({
      what,
      seconds: seconds.toFixed(2),
      'images/s': Math.round(images / seconds),
      'times Pillow': typeof pillow === 'string' ? '–' : (pillow.all / seconds).toFixed(2),
    });
    return {
      json: { images, side, ours, pillow },
      reports: [
        {
          title: `${images} JPEGs of ${WIDTH} × ${HEIGHT} to ${side} × ${side}, ${cpus()[0]?.model ?? 'a processor'} × ${cpus().length}`,
          rows: [
            row('the lab, one process', ours.seconds),
            ...(typeof pillow === 'string'
              ? []
              : [
                  row(`Pillow ${pillow.version}, ${pillow.processes} processes`, pillow.all),
                  row('Pillow, one process', pillow.one),
                ]),
          ],
          notes: [
            `The most memory of the import process: ${Math.round(ours.peakBytes / 2 ** 20)} MiB.`,
            ...(typeof pillow === 'string' ? [pillow] : []),
          ],
        },
      ],
    };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Smooth noise, which compresses about as photographs do. */
async function makePictures(folder: string, images: number): Promise<void> {
  const tf = loadTensorflow();
  const random = createRandom(1);
  for (let name = 0; name < CLASSES; name++) await mkdir(join(folder, `class-${name}`), { recursive: true });
  const pathOf = (index: number): string => join(folder, `class-${index % CLASSES}`, `${index}.jpg`);
  for (let index = 0; index < images; index++) {
    if (index >= DIFFERENT) {
      await link(pathOf(index % DIFFERENT), pathOf(index));
      continue;
    }
    const coarse = tf.tensor3d(
      Float32Array.from({ length: 48 * 60 * 3 }, () => random.next() * 255),
      [48, 60, 3],
    );
    const smooth = tf.image.resizeBilinear(coarse, [HEIGHT, WIDTH]).toInt();
    await writeFile(pathOf(index), await tf.node.encodeJpeg(smooth, 'rgb', 90));
    tf.dispose([coarse, smooth]);
  }
}

async function importThem(
  source: string,
  home: string,
  side: number,
): Promise<{ readonly seconds: number; readonly peakBytes: number }> {
  const launch = childProcessLauncher(
    join(process.cwd(), 'out', 'main', 'importing.js'),
    readImportEvent,
  ) as LaunchImport;
  let peakBytes = 0;
  const watched: LaunchImport = (listeners, surroundings) => {
    const started = launch(listeners, surroundings);
    const timer = setInterval(() => (peakBytes = Math.max(peakBytes, mostResident(started.pid))), TELL_MS);
    timer.unref();
    return started;
  };
  const own = createOwnDatasets({
    home,
    launch: watched,
    datasets: createCatalogue({ home }),
    events: createEmitter(),
  });
  const begun = performance.now();
  await own.bring({ name: 'bench-pictures', source, choices: { side } });
  return { seconds: (performance.now() - begun) / 1000, peakBytes };
}

/** Linux tells the most that a process ever had; 0 elsewhere. */
function mostResident(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

interface Pillow {
  readonly version: string;
  readonly processes: number;
  /** In seconds. */
  readonly one: number;
  readonly all: number;
}

async function pillowOf(python: string, folder: string, side: number): Promise<Pillow | string> {
  const script = join(process.cwd(), 'test', 'bench', 'import_pillow.py');
  try {
    const { stdout } = await promisify(execFile)(python, [script, folder, String(side), String(cpus().length)]);
    return JSON.parse(stdout) as Pillow;
  } catch (error) {
    const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n').slice(-2);
    return `Pillow was not measured: ${said}. Name a Python that has it with --python PATH.`;
  }
}
