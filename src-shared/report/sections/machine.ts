import { utcMinute } from '../../basics/time';
import { durationText } from '../../basics/duration-text';
import { designSection, sharedSection } from '../../comparison/sections';
import { statusOf, type Run } from '../../runs/run';
import type { ReportSection } from '../document';
import type { ReportSource } from '../source';
import { tableBlocks, wordsFor } from '../words';

/** Whether a fact is about what computed, and on which data. */
export function isOfMachine(path: string): boolean {
  return path.startsWith('facts.machine') || path === 'facts.datasetChecksum' || path.startsWith('compute.');
}

const RUN_HEAD = ['run', 'design', 'seed', 'status', 'started (UTC)', 'ended (UTC)', 'trained for', 'first run as'];

/** On what the runs were made, with which versions, of which data, and when. */
export function machineSection({ designs, comparison }: ReportSource): ReportSection {
  const words = wordsFor(designs);
  const fields = comparison.fields.filter(({ path }) => isOfMachine(path));
  const columns = {
    compared: comparison.compared.filter(({ kind }) => kind !== 'row'),
    fields: fields.map((field) => ({
      ...field,
      cells: field.cells.filter((_, place) => comparison.compared[place]?.kind !== 'row'),
    })),
  };
  const differing = columns.fields.some(({ isSame }) => !isSame);
  return {
    id: 'machine',
    title: 'Machine, versions and dates',
    blocks: [
      ...tableBlocks(sharedSection(columns, words), 'What all runs share'),
      ...(differing ? tableBlocks(designSection(columns, words), 'Where the runs differ') : []),
      ...tableBlocks(
        {
          head: RUN_HEAD,
          rows: designs.flatMap(({ name, runs }) => runs.map((run) => runRow(name, run))),
          notes: [],
        },
        'The runs',
        RUN_HEAD.length,
      ),
    ],
  };
}

function runRow(design: string, run: Run): readonly string[] {
  const { id, seed, startedAt, endedAt, trainedFor, origin } = run;
  return [
    String(id),
    design,
    String(seed),
    statusOf(run),
    startedAt === null ? '–' : utcMinute(startedAt),
    endedAt === null ? '–' : utcMinute(endedAt),
    trainedFor === null ? '–' : durationText(trainedFor / 1000),
    origin === null ? 'here' : `run ${origin.runId} of ${origin.machine}`,
  ];
}
