import { passes, type DeviceReport, type DeviceSurvey, type DeviceTrouble } from '#shared/devices/devices';

import type { Lab } from '../lab/lab';
import { printJson, printLine } from './standard-output';
import { table } from './table';

/** `devices`: looks, tests and prints. The exit status is 0 where anything at all passed. */
export async function devicesCommand(lab: Lab, { json }: { readonly json: boolean }): Promise<number> {
  const stopListening = lab.events.on('device:tested', ({ device, trouble }) => {
    process.stderr.write(`${device.id} (${device.name}): ${trouble === null ? 'passed' : 'not used'}\n`);
  });
  try {
    const survey = await lab.devices.test();
    if (json) printJson(survey);
    else printLine(surveyText(survey));
    return survey.reports.some(({ trouble }) => trouble === null) ? 0 : 1;
  } finally {
    stopListening();
  }
}

export function surveyText({ reports, missing }: DeviceSurvey): string {
  const rows = reports.map(({ device, result, trouble }) => [
    device.id,
    device.name,
    device.memoryBytes === null ? '–' : `${(device.memoryBytes / 2 ** 30).toFixed(1)} GiB`,
    trouble === null ? 'passed' : 'not used',
    speedText(result?.speed ?? null),
  ]);
  return [
    table(['device', 'name', 'memory', 'self-test', 'images/s'], rows),
    ...reports.map(detailsOf),
    ...missing.map(({ kind, trouble }) => [`${kind}: none found`, ...troubleLines(trouble)].join('\n')),
  ].join('\n\n');
}

function speedText(speed: NonNullable<DeviceReport['result']>['speed']): string {
  return speed === null ? '–' : String(Math.round(speed.imagesPerSecond));
}

function detailsOf({ device, result, trouble }: DeviceReport): string {
  const facts = [
    ...(device.threads === null ? [] : [`${device.threads} threads`]),
    ...(device.instructionSets.length === 0 ? [] : [device.instructionSets.join(' ')]),
    ...(device.driver === null ? [] : [`driver ${device.driver}`]),
    ...(device.isSoftware ? ['played by a program on the processor: for tests, never chosen by itself'] : []),
    `precision ${device.precisions.join(' or ')}`,
  ];
  return [
    `${device.id}: ${facts.join(', ')}`,
    ...(result === null ? [] : resultLines(result)),
    ...(trouble === null ? [] : troubleLines(trouble)),
  ].join('\n');
}

/** With the last thing that was said, which often names the culprit. */
function troubleLines({ reason, mend, detail }: DeviceTrouble): readonly string[] {
  const said = detail?.trim().split('\n').at(-1);
  return [`  ${reason}`, `  To do: ${mend}`, ...(said === undefined ? [] : [`  Said: ${said}`])];
}

function resultLines({
  engine,
  libraries,
  checks,
  tolerance,
  speed,
}: NonNullable<DeviceReport['result']>): readonly string[] {
  const passed = checks.filter((check) => passes(check, tolerance)).length;
  const worst = Math.max(...checks.map(({ deviation }) => deviation ?? Number.POSITIVE_INFINITY));
  return [
    `  engine ${engine}; ${Object.entries(libraries)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
    `  ${passed} of ${checks.length} tiny networks train as the reference does; the largest deviation is ${worst.toPrecision(2)}, ${tolerance} is allowed`,
    speed === null
      ? '  its speed was not measured, as a run was trained meanwhile: test it again once that has ended'
      : `  vanilla trains at ${Math.round(speed.imagesPerSecond)} images/s in batches of ${speed.batchSize}`,
  ];
}
