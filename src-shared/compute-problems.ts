import { bestDevice, type DeviceSurvey, type Precision } from './devices';
import type { ComputeSpec, SpecProblem } from './experiment';

/** Why a device cannot compute in a precision; null where it can. @param offered the precisions that the device has */
export function precisionProblem(device: string, asked: Precision, offered: readonly Precision[]): string | null {
  return offered.includes(asked)
    ? null
    : `Received the precision ${asked} for ${device}; expected ${offered.join(' or ')}, which is what it offers.`;
}

/**
 * Why a run cannot be computed here as its design asks, as far as the last test of the devices tells: a problem a field.
 * What was not tested yet is no problem: it is tested when a run asks for it.
 */
export function computeProblems(
  { device, precision }: Pick<ComputeSpec, 'device' | 'precision'>,
  survey: DeviceSurvey | null,
): readonly SpecProblem[] {
  const id = device === 'auto' ? bestDevice(survey) : device;
  const report = survey?.reports.find((each) => each.device.id === id);
  const offered = report?.device.precisions ?? (id === 'cpu' ? (['float32'] as const) : null);
  const unusable = id === 'cpu' ? null : deviceProblem(id, survey);
  const unoffered = offered === null ? null : precisionProblem(id, precision, offered);
  return [
    ...(unusable === null ? [] : [{ field: 'compute.device', message: unusable }]),
    ...(unoffered === null ? [] : [{ field: 'compute.precision', message: unoffered }]),
  ];
}

function deviceProblem(id: string, survey: DeviceSurvey | null): string | null {
  const { reports = [], missing = [] } = survey ?? {};
  const kind = id.replace(/:.*/, '');
  const alike = reports.filter(({ device }) => device.kind === kind);
  const trouble =
    alike.find(({ device }) => device.id === id)?.trouble ?? missing.find((each) => each.kind === kind)?.trouble;
  if (trouble) return `${trouble.reason} ${trouble.mend}`;
  if (alike.length === 0 || alike.some(({ device }) => device.id === id)) return null;
  const there = ['cpu', ...alike.map(({ device }) => device.id)].join(', ');
  return `Received the device ${id}; expected one that the last test has found, such as ${there}. Test the devices again if it has come since.`;
}
