import { bestDevice, type DeviceSurvey, type DeviceTrouble, type Precision } from '../devices/devices';
import type { ComputeSpec, SpecProblem } from './experiment';

/** Why something cannot be computed here, as data: the message of the problem says the same in English. */
export type ComputeCause =
  | { readonly kind: 'trouble'; readonly trouble: DeviceTrouble }
  | { readonly kind: 'unknown-device'; readonly device: string; readonly there: readonly string[] }
  | {
      readonly kind: 'precision';
      readonly device: string;
      readonly asked: Precision;
      readonly offered: readonly Precision[];
    };

export interface ComputeProblem extends SpecProblem {
  readonly cause: ComputeCause;
}

function messageOf(cause: ComputeCause): string {
  switch (cause.kind) {
    case 'trouble':
      return `${cause.trouble.reason} ${cause.trouble.mend}`;
    case 'unknown-device':
      return `Received the device ${cause.device}; expected one that the last test has found, such as ${cause.there.join(', ')}. Test the devices again if it has come since.`;
    case 'precision':
      return `Received the precision ${cause.asked} for ${cause.device}; expected ${cause.offered.join(' or ')}, which is what it offers.`;
  }
}

/** Why a device cannot compute in a precision; null where it can. @param offered the precisions that the device has */
export function precisionProblem(device: string, asked: Precision, offered: readonly Precision[]): string | null {
  return offered.includes(asked) ? null : messageOf({ kind: 'precision', device, asked, offered });
}

/**
 * Why a run cannot be computed here as its design asks, as far as the last test of the devices tells: a problem a field.
 * What was not tested yet is no problem: it is tested when a run asks for it.
 */
export function computeProblems(
  { device, precision }: Pick<ComputeSpec, 'device' | 'precision'>,
  survey: DeviceSurvey | null,
): readonly ComputeProblem[] {
  const id = device === 'auto' ? bestDevice(survey) : device;
  const report = survey?.reports.find((each) => each.device.id === id);
  const offered = report?.device.precisions ?? (id === 'cpu' ? (['float32'] as const) : null);
  const unusable = id === 'cpu' ? null : deviceCause(id, survey);
  const isUnoffered = offered !== null && !offered.includes(precision);
  return [
    ...(unusable === null ? [] : [problem('compute.device', unusable)]),
    ...(isUnoffered
      ? [problem('compute.precision', { kind: 'precision', device: id, asked: precision, offered })]
      : []),
  ];
}

const problem = (field: string, cause: ComputeCause): ComputeProblem => ({ field, message: messageOf(cause), cause });

function deviceCause(id: string, survey: DeviceSurvey | null): ComputeCause | null {
  const { reports = [], missing = [] } = survey ?? {};
  const kind = id.replace(/:.*/, '');
  const alike = reports.filter(({ device }) => device.kind === kind);
  const trouble =
    alike.find(({ device }) => device.id === id)?.trouble ?? missing.find((each) => each.kind === kind)?.trouble;
  if (trouble) return { kind: 'trouble', trouble };
  if (alike.length === 0 || alike.some(({ device }) => device.id === id)) return null;
  return { kind: 'unknown-device', device: id, there: ['cpu', ...alike.map(({ device }) => device.id)] };
}
