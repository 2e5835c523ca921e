import { DATASETS } from '../../datasets/datasets';
import type { ReportBlock, ReportSection } from '../document';
import type { ReportSource } from '../source';
import { paragraph } from '../words';

/** The very commands that make the runs and this report again. */
export function repeatSection({ designs, selection, command }: ReportSource): ReportSection {
  const known = designs.flatMap(({ spec, fileName }) => (spec === null ? [] : [{ spec, fileName }]));
  const datasets = [...new Set(known.map(({ spec }) => spec.dataset))].filter(
    (name) => DATASETS.find(name)?.needsInstall === true,
  );
  const commands = (lines: readonly string[]): ReportBlock => ({ kind: 'commands', lines });
  const strange = designs.filter(({ spec }) => spec === null);
  return {
    id: 'repeat',
    title: 'How to repeat it',
    blocks: [
      ...(known.length === 0
        ? []
        : [
            paragraph(
              'The design files lie beside this report, each with the seeds of its runs. Train them again, in this folder:',
            ),
            commands([
              ...datasets.map((name) => `npm run lab -- datasets install ${name}`),
              ...known.map(({ fileName }) => `npm run lab -- run --design designs/${fileName}.json`),
            ]),
          ]),
      ...(strange.length === 0
        ? []
        : [
            paragraph(
              `No design file is there for ${strange.map(({ name }) => name).join(', ')}: this lab does not understand the design.`,
            ),
          ]),
      paragraph('Make this report again:'),
      commands([...(selection.kind === 'study' ? ['npm run lab -- study open'] : []), command]),
    ],
  };
}
