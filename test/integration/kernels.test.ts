import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

/** One kernel that oneDNN made, and the signature of the graph that it was made for. */
interface Made {
  readonly signature: string;
  readonly primitive: string;
  readonly description: string;
}

/** oneDNN's own lines: onednn_verbose,v1,primitive,create:cache_miss,cpu,PRIMITIVE,IMPLEMENTATION,… */
function kernelsMade(output: string): readonly Made[] {
  const made: Made[] = [];
  let signature = '';
  for (const line of output.split('\n')) {
    signature = /^SIGNATURE (.*)$/.exec(line)?.[1] ?? signature;
    if (!line.startsWith('onednn_verbose') || !line.includes(',create:cache_miss,')) continue;
    const [primitive = '', ...description] = line.split(',create:cache_miss,cpu,')[1]?.split(',') ?? [];
    made.push({ signature, primitive, description: description.join(',') });
  }
  return made;
}

it('makes every kernel of every network while none other runs', async ({ skip }) => {
  const child = resolve('test/integration/child.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [child, 'kernel-uses'], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', ONEDNN_VERBOSE: '2' },
    maxBuffer: 2 ** 28,
  });
  skip(!stdout.includes('onednn_verbose'), 'this libtensorflow has no oneDNN that tells what it makes');
  const made = kernelsMade(stdout);
  const isAlone = ({ signature }: Made): boolean => signature.startsWith('alone/');
  expect(new Set(made.filter(isAlone).map(({ primitive }) => primitive))).toEqual(
    new Set(['convolution', 'inner_product', 'pooling', 'reorder', 'softmax']),
  );
  // the softmax of a batch comes after its lanes are joined: by then nothing else runs
  const together = made.filter((kernel) => !isAlone(kernel) && kernel.primitive !== 'softmax');
  expect(together).toEqual([]);
  expect(stdout).toContain('"networks":14');
}, 300_000);
