import { durationText } from '#shared/basics/duration-text';
import { LabError } from '#shared/errors/errors';
import { calibrationKey, estimateKnown, estimateRun, LONG_WORK_SECONDS, workloadOf } from '#shared/experiment/estimate';
import type { KnownTimes } from '#shared/experiment/finished-times';
import { type ExperimentSpec } from '#shared/experiment/experiment';
import { titleOf } from '#shared/experiment/title';
import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';
import { parameterCount } from '#shared/networks/plan';
import { budgetOfDesign } from '#shared/runs/budget';

import type { Lab } from '../lab/lab';
import { specFromArguments, type RunArguments } from './arguments';
import { designBudgetLine, withLength } from './budget-arguments';
import { designLike } from './like-argument';
import { printJson, printLine } from './standard-output';

/** The calibration of a design; null where it was never measured. */
export type CalibrationLookup = (spec: ExperimentSpec) => KnownTimes | null;

/** Says how long a design would take on this machine; measures where nobody has yet. Gives the exit status. */
export async function estimateCommand(
  lab: Lab,
  typed: RunArguments,
  { json }: { readonly json: boolean },
): Promise<number> {
  const spec = specFromArguments(withLength(lab, typed), designLike(lab, typed));
  const calibration = (await calibrationsFor(lab, [spec], { measure: true }))(spec);
  if (calibration === null) throw new LabError('internal', 'The measurement gave no figure.');
  const { epochSeconds, runSeconds, isAtMost } = estimateRun(spec, calibration);
  const workload = workloadOf(spec);
  const parameters = parameterCount(planNetwork(spec.network, DATASETS.get(spec.dataset)));
  const seconds = runSeconds * spec.seeds.length;
  const budget = budgetOfDesign(spec, DATASETS.get(spec.dataset));
  if (json) {
    const estimate = {
      title: titleOf(spec),
      spec,
      parameters,
      workload,
      budget,
      epochSeconds,
      runSeconds,
      seconds,
      isAtMost,
    };
    printJson({ ...estimate, calibration });
    return 0;
  }
  const examples = spec.pairing === null ? 'images' : 'pairs';
  const perSecond = Math.round(1 / calibration.secondsPerExample);
  printLine(
    [
      `${titleOf(spec)}: ${parameters} parameters`,
      `${workload.trained} ${examples} in an epoch, ${designBudgetLine(spec)}`,
      `an epoch about ${durationText(epochSeconds)}, a run ${isAtMost ? 'at most' : 'about'} ${durationText(runSeconds)}` +
        (spec.seeds.length === 1 ? '' : `, ${spec.seeds.length} runs ${durationText(seconds)}`),
      `${toldBy(calibration)} on ${calibration.device} (${calibration.engine} engine), ${calibration.steps} steps of ` +
        `${calibration.batchSize} ${examples}: ${perSecond} ${examples}/s`,
    ].join('\n'),
  );
  return 0;
}

const toldBy = ({ runId }: KnownTimes): string => (runId === undefined ? 'measured' : `as run ${runId} took`);

/** Says on the error stream that what is about to be queued takes more than an hour, where that is known. */
export async function tellLongWork(lab: Pick<Lab, 'calibrations'>, specs: readonly ExperimentSpec[]): Promise<void> {
  const lookup = await calibrationsFor(lab, specs, { measure: false });
  const { seconds, unknown, isAtMost } = estimateKnown(specs, lookup);
  if (seconds <= LONG_WORK_SECONDS) return;
  const about = isAtMost ? 'at most' : 'about';
  const others = unknown === 0 ? '' : `, and ${unknown} ${unknown === 1 ? 'run' : 'runs'} of which nothing is known`;
  process.stderr.write(
    `This is ${about} ${durationText(seconds)} of work on this machine${others}. Ctrl-C cancels it.\n`,
  );
}

/**
 * What is known of designs; where `measure` is set, what is not is measured, one after the other.
 * @throws LabError `run-active` where something trains
 */
export async function calibrationsFor(
  lab: Pick<Lab, 'calibrations'>,
  specs: readonly ExperimentSpec[],
  { measure }: { readonly measure: boolean },
): Promise<CalibrationLookup> {
  const unlike = [...new Map(specs.map((spec) => [calibrationKey(spec), spec])).entries()];
  const found = await lab.calibrations.find(unlike.map(([, spec]) => spec));
  const known = new Map<string, KnownTimes>();
  for (const [place, [key, spec]] of unlike.entries()) {
    const kept = found[place] ?? null;
    if (kept === null && measure) {
      process.stderr.write(`Measuring a few steps of ${spec.network.kind}, batch ${spec.training.batchSize} …\n`);
    }
    const calibration = kept ?? (measure ? await lab.calibrations.measure(spec) : null);
    if (calibration !== null) known.set(key, calibration);
  }
  return (spec) => known.get(calibrationKey(spec)) ?? null;
}
