import type { Report } from '../report';
import type { ProfiledSteps } from './profile-process';
import type { TrainSettings } from './settings';
import { KERNEL_GROUPS } from './step-trace';

const SHOWN_OPS = 15;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Where the time of a step of the graph goes, as a person reads it. */
export function profileReports(
  { network, batch }: TrainSettings,
  profile: ProfiledSteps,
  { machine, images }: { readonly machine: string; readonly images: string },
): readonly Report[] {
  const { steps, wallMilliseconds, kernelMilliseconds, untracedMilliseconds, laneCount, groups, ops } = profile;
  const row = (what: string, milliseconds: number) => ({
    what,
    milliseconds: milliseconds.toFixed(2),
    'of kernels': percent(milliseconds / kernelMilliseconds),
  });
  return [
    {
      title: `A step of the graph: ${network}, batch ${batch} in ${laneCount} lanes, ${images}. ${machine}`,
      rows: KERNEL_GROUPS.map((group) => row(group, groups[group])),
      notes: [
        `By the clock a convolution or a matrix product ran in ${percent(profile.productShareOfWall)} of a step; of the time in`,
        `kernels, which run beside each other, they are ${percent(profile.productShareOfKernels)}. A step took ${wallMilliseconds.toFixed(1)} ms while it was`,
        `traced, ${untracedMilliseconds.toFixed(1)} ms while not, and ${kernelMilliseconds.toFixed(1)} ms of kernels. Medians over ${steps} steps.`,
        'Told by libtensorflow itself (RunOptions.FULL_TRACE), called by its C interface with the graph that the lab trains.',
      ],
    },
    {
      title: 'The longest operations, as libtensorflow ran them',
      rows: ops.slice(0, SHOWN_OPS).map(({ op, count, milliseconds }) => ({
        ...row(op, milliseconds),
        'in a step': count,
      })),
    },
  ];
}
