import { resolve } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import type { LabFailure } from '#shared/errors/errors';

import { killWhatRuns, runLab, temporaryHome } from '../../integration/lab-process';
import { tfjsNodeWith } from '../library';

const RUN = ['run', '--dataset', 'shapes', '--fraction', '0.02', '--batch', '50', '--epochs', '1', '--json'];
const FRAMEWORK = resolve('node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow_framework.so.2');

afterEach(killWhatRuns);

describe.runIf(process.platform === 'linux')('libtensorflow (on Linux)', () => {
  it.each([
    ['that is absent', {}, 'could not be loaded. Run "npm run setup"'],
    [
      'that is no library',
      { 'libtensorflow_cc.so.2': resolve('package.json'), 'libtensorflow_framework.so.2': FRAMEWORK },
      'could not be loaded. Run "npm run setup"',
    ],
    [
      'that lacks what the binding calls, as one of another version does',
      { 'libtensorflow_cc.so.2': FRAMEWORK, 'libtensorflow_framework.so.2': FRAMEWORK },
      'is of another version than the lab was built for. Run "npm run setup"',
    ],
  ])(
    '%s fails the run with what to do, and the run after set-up trains',
    { timeout: 120_000 },
    async (_, files, says) => {
      const home = await temporaryHome();
      const environment = { SIAMESE_LAB_TFJS_NODE: await tfjsNodeWith(files) };
      const { status, output } = await runLab(home, RUN, environment);
      expect(status).toBe(1);
      const { status: reads, failure } = JSON.parse(output) as {
        readonly status: string;
        readonly failure: LabFailure;
      };
      expect([reads, failure.code], failure.detail).toEqual(['failed', 'runtime-missing']);
      expect(failure.message).toContain(says);
      const again = await runLab(home, ['retry', '1', '--json']);
      expect(JSON.parse(again.output)).toMatchObject({ id: 2, status: 'finished' });
    },
  );
});
