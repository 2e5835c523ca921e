import { nextTick } from 'vue';
import { expect, it } from 'vitest';

import type { Calibration } from '#shared/experiment/estimate';
import { useCalibrationStore } from '../../../../src-renderer/bridge/useCalibrationStore';
import { useDevicesStore } from '../../../../src-renderer/bridge/useDevicesStore';
import { aSurvey } from '../../shared/surveys';
import { createFakeLab, later, no, ok, openLab } from '../fake-lab';
import { aSpec } from '../specimens';

const MEASURED: Calibration = {
  startSeconds: 3,
  firstSecondsPerExample: 0.02,
  secondsPerExample: 0.01,
  predictSecondsPerExample: 0.001,
  batchSize: 100,
  steps: 5,
  engine: 'graph',
  device: 'libtensorflow CPU',
  measuredAt: 0,
};

it('asks once about designs whose steps cost the same', async () => {
  const lab = createFakeLab({ 'calibration:find': ({ specs }) => ok(specs.map(() => MEASURED)) });
  openLab(lab);
  const calibration = useCalibrationStore();
  await calibration.look([aSpec(), aSpec({ fraction: 0.5 })]);
  await calibration.look([aSpec({ seeds: [2] })]);
  expect(lab.asked).toEqual([['calibration:find', { specs: [aSpec({ fraction: 0.5 })] }]]);
  expect(calibration.of(aSpec())).toEqual(MEASURED);
});

it('measures one network after the other, and tells how many are left', async () => {
  const first = later<ReturnType<typeof ok<Calibration>>>();
  const lab = createFakeLab({
    'calibration:measure': ({ spec }) => (spec.network.kind === 'vanilla' ? first.value : ok(MEASURED)),
  });
  openLab(lab);
  const calibration = useCalibrationStore();
  const specs = [aSpec(), aSpec({ network: { kind: 'siamese-vanilla' } }), aSpec({ fraction: 0.1 })];
  const measured = calibration.measure(specs);
  await nextTick();
  expect([calibration.isMeasuring, calibration.waitingCount]).toEqual([true, 2]);
  first.give(ok(MEASURED));
  await measured;
  expect([calibration.isMeasuring, specs.map(calibration.of)]).toEqual([false, [MEASURED, MEASURED, MEASURED]]);
});

it('says why it could not be measured, and measures nothing more', async () => {
  const lab = createFakeLab({ 'calibration:measure': () => no('run-active') });
  openLab(lab);
  const calibration = useCalibrationStore();
  await calibration.measure([aSpec(), aSpec({ network: { kind: 'vgg19' } })]);
  expect([calibration.failure?.code, calibration.isMeasuring, lab.asked.length]).toEqual(['run-active', false, 1]);
});

it('can be cancelled, which is no failure', async () => {
  const reply = later<ReturnType<typeof no>>();
  const lab = createFakeLab({ 'calibration:measure': () => reply.value, 'calibration:cancel': () => ok(null) });
  openLab(lab);
  const calibration = useCalibrationStore();
  const measured = calibration.measure([aSpec(), aSpec({ network: { kind: 'vgg19' } })]);
  await calibration.cancel();
  reply.give(no('cancelled'));
  await measured;
  expect([calibration.failure, calibration.isMeasuring]).toEqual([null, false]);
  expect(lab.asked.map(([name]) => name)).toEqual(['calibration:measure', 'calibration:cancel']);
});

it('knows nothing yet of what automatic is once a test has found a faster device', async () => {
  const lab = createFakeLab({
    'calibration:find': ({ specs }) => ok(specs.map(() => MEASURED)),
    'device:survey': () => ok(aSurvey()),
  });
  openLab(lab);
  const calibration = useCalibrationStore();
  const named = aSpec({ compute: { device: 'cpu' } });
  await calibration.look([aSpec(), named]);
  await useDevicesStore().load();
  expect([calibration.of(aSpec()), calibration.of(named)]).toEqual([null, MEASURED]);
  await calibration.look([aSpec(), named]);
  expect(lab.asked.at(-1)).toEqual(['calibration:find', { specs: [aSpec()] }]);
});
