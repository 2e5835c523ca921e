import type { ReportBlock, ReportSection } from '../document';
import type { ReportSource, RunExamples } from '../source';
import { paragraph } from '../words';

/** A few test images of each run that it was surest of: judged right, and judged wrong. */
export function examplesSection({ designs, examples }: ReportSource): ReportSection {
  const blocks = designs.flatMap(({ name, runs }) =>
    runs.flatMap(({ id, seed }) => {
      const found = examples.get(id);
      return found === undefined ? [] : examplesOf(found, `Run ${id} (${name}, seed ${seed})`);
    }),
  );
  return {
    id: 'examples',
    title: 'Examples of images',
    blocks:
      blocks.length === 0
        ? [paragraph('No examples are shown: they were left out, or no run has finished.')]
        : [
            paragraph('The test images that each run was surest of. The percentage is what it gave its own answer.'),
            ...blocks,
          ],
  };
}

function examplesOf(found: RunExamples, run: string): readonly ReportBlock[] {
  if (found.kind === 'none') return [paragraph(`${run}: no examples. ${found.why}`)];
  const parts = [
    ['judged right', found.right],
    ['judged wrong', found.wrong],
  ] as const;
  return parts.map(([how, pictures]): ReportBlock =>
    pictures.length === 0
      ? paragraph(`${run}, ${how}: none.`)
      : { kind: 'pictures', caption: `${run}, ${how}`, pictures },
  );
}
