import type { AnswerSelection } from '#shared/answers/sweep';
import { keyText, type ComparedKey } from '#shared/comparison/selection';
import { LabError } from '#shared/errors/errors';
import { publishedRow } from '#shared/reference/published';
import type { ReportRuns } from '#shared/report/outline';
import type { ReportQuestion, ReportSelection } from '#shared/report/selection';
import { capital, listed } from '#shared/report/words';
import type { Run, RunSummary } from '#shared/runs/run';

import type { Answers } from '../answers/answers';
import { answerRunOf } from '../answers/answer-runs';

/** Where the runs of a report are found. */
export interface RunSources {
  readonly answers: Pick<Answers, 'runs' | 'sweeps' | 'experimentsOf'>;
  readonly runOf: (id: number) => Run;
  readonly runsOfExperiment: (id: number) => readonly RunSummary[];
  readonly studyRuns: () => readonly number[];
}

export interface SelectedRuns extends ReportRuns {
  readonly title: string;
  /** The command that makes the report again. */
  readonly command: string;
}

/** The runs that a report is about. @throws LabError `unknown-run`, `unknown-sweep`, `invalid-request` where there is none */
export function selectRuns(sources: RunSources, selection: ReportSelection, question: ReportQuestion): SelectedRuns {
  const runs = runIdsOf(sources, selection)
    .toSorted((one, other) => one - other)
    .map(sources.runOf);
  const keys = selection.kind === 'compared' ? selection.keys : [];
  const rows = keys.flatMap((key) => (key.kind === 'row' ? [publishedRow(key.row)] : []));
  if (runs.length === 0) {
    throw new LabError(
      'invalid-request',
      selection.kind === 'study'
        ? 'The study is closed, so there is nothing to report. Open it with: npm run lab -- study open'
        : 'Received a choice without any run of ours; expected one run or more. "runs" lists those that there are.',
    );
  }
  return {
    runs,
    rows,
    answerRuns: runs.flatMap((run) => answerRunOf(run) ?? []),
    question,
    pinned: selection.kind === 'compared' ? pinnedOf(sources, selection.keys[selection.baseline]) : null,
    title: titleOf(sources, selection, runs),
    command: commandOf(selection, question),
  };
}

function runIdsOf(sources: RunSources, selection: ReportSelection): readonly number[] {
  switch (selection.kind) {
    case 'study':
      return sources.studyRuns();
    case 'compared':
      return [...new Set(selection.keys.flatMap((key) => runIdsOfKey(sources, key)))];
    case 'rows':
      return sources.answers.runs(selection).map(({ runId }) => runId);
    case 'sweep':
    case 'experiments':
      return sources.answers.experimentsOf(selection).flatMap((id) => runIdsOfKey(sources, { kind: 'experiment', id }));
  }
}

function runIdsOfKey({ runsOfExperiment }: RunSources, key: ComparedKey): readonly number[] {
  if (key.kind === 'row') return [];
  if (key.kind === 'run') return [key.id];
  const ids = runsOfExperiment(key.id)
    .filter(({ isReplaced, status }) => status === 'finished' || !isReplaced)
    .map(({ id }) => id);
  if (ids.length > 0) return ids;
  throw new LabError('unknown-run', `Received the experiment ${key.id}; there is none of that number with a run.`);
}

function pinnedOf(sources: RunSources, key: ComparedKey | undefined): ReportRuns['pinned'] {
  if (key === undefined) return null;
  if (key.kind === 'row') return { row: key.row };
  const [runId] = runIdsOfKey(sources, key);
  return runId === undefined ? null : { runId };
}

function titleOf({ answers }: RunSources, selection: ReportSelection, runs: readonly Run[]): string {
  switch (selection.kind) {
    case 'study':
      return 'The study that comes with the lab';
    case 'sweep':
      return answers.sweeps().find(({ id }) => id === selection.id)?.name ?? `Sweep ${selection.id}`;
    case 'rows':
      return `Row${selection.rows.length === 1 ? '' : 's'} ${listed(selection.rows)}`;
    case 'experiments':
      return `Experiment${selection.ids.length === 1 ? '' : 's'} ${listed(selection.ids.map(String))}`;
    case 'compared': {
      const [only] = runs;
      if (runs.length === 1 && only !== undefined && selection.keys.length === 1) {
        return `Run ${only.id}: ${only.experimentTitle}`;
      }
      return capital(listed(selection.keys.map(keyName)));
    }
  }
}

function keyName(key: ComparedKey): string {
  return key.kind === 'row' ? `${key.row} as published` : `${key.kind} ${key.id}`;
}

function commandOf(selection: ReportSelection, { figure, axis }: ReportQuestion): string {
  const asked = [
    ...(figure === undefined ? [] : ['--figure', figure]),
    ...(axis === undefined ? [] : ['--over', axis]),
  ];
  return ['npm run lab -- report', argumentsOf(selection), ...asked].join(' ');
}

function argumentsOf(selection: Exclude<ReportSelection, AnswerSelection> | AnswerSelection): string {
  switch (selection.kind) {
    case 'study':
      return '--study';
    case 'sweep':
      return `--sweep ${selection.id}`;
    case 'rows':
      return `--rows ${selection.rows.join(',')}`;
    case 'experiments':
      return `--experiments ${selection.ids.join(',')}`;
    case 'compared': {
      const { keys, baseline } = selection;
      const held = keys[baseline];
      const ordered = held === undefined ? keys : [held, ...keys.filter((key) => key !== held)];
      return ordered.map(keyText).join(' ');
    }
  }
}
