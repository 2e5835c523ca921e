import { join } from 'node:path';

import { pairModels, pairProblem, pairResult } from '#shared/comparison/paired';
import type { PairResult } from '#shared/comparison/words';
import { LabError } from '#shared/errors/errors';
import { outlineOf, singleModels, type ReportOutline } from '#shared/report/outline';
import { reportOf } from '#shared/report/report';
import type { ReportWritten } from '#shared/report/written';
import type { ReportQuestion, ReportSelection } from '#shared/report/selection';
import type { RunExamples } from '#shared/report/source';
import { isEnded, type SeriesPoint } from '#shared/runs/run';

import type { LabEmitter } from '../events/events';
import { PAGE_FILE, PDF_FILE, reportFiles } from './report-files';
import { requireFreeFolder, writeReportFolder } from './report-folder';
import { runExamples, type ExampleSources } from './run-examples';
import { selectRuns, type RunSources } from './selected-runs';

/** Prints a page to a PDF; gives why it could not, in words. Never throws. */
export type PrintPage = (page: string, pdf: string) => Promise<string | null>;

export interface ReportRequest {
  readonly selection: ReportSelection;
  readonly question: ReportQuestion;
  /** The whole path of a folder that is not there, or is empty. */
  readonly folder: string;
  /** Null for none. */
  readonly print: PrintPage | null;
  readonly withImages: boolean;
}

/** Writes what runs have kept as something to hand in: a page, a text, and a PDF. */
export interface Reports {
  /** @throws LabError `unknown-run`, `unknown-sweep`, `invalid-request`, `file-not-written`, `disk-full` */
  readonly writeReport: (request: ReportRequest) => Promise<ReportWritten>;
}

export interface ReportsOptions extends RunSources, ExampleSources {
  readonly series: (id: number) => readonly SeriesPoint[];
  /** Version of the lab. */
  readonly code: string;
  readonly events: Pick<LabEmitter, 'emit'>;
}

export function createReports(options: ReportsOptions): Reports {
  return {
    writeReport: async ({ selection, question, folder, print, withImages }) => {
      await requireFreeFolder(folder);
      const isStudy = selection.kind === 'study';
      const selected = selectRuns(options, selection, question);
      const outline = outlineOf(selected);
      requireAxis(outline, question);
      const runs = outline.designs.flatMap((design) => design.runs);
      const examples = new Map<number, RunExamples>();
      for (const [done, run] of runs.entries()) {
        options.events.emit('report:progress', { done, total: runs.length });
        if (withImages && isEnded(run.status)) examples.set(run.id, await runExamples(run, options));
      }
      options.events.emit('report:progress', { done: runs.length, total: runs.length });
      const source = {
        ...outline,
        selection,
        title: selected.title,
        command: selected.command,
        series: new Map(runs.map(({ id }) => [id, options.series(id)])),
        examples,
        models: await modelsOf(outline, options),
        // of the same runs the study's report is the same, whichever version writes it
        code: isStudy ? null : options.code,
      };
      const files = reportFiles(source, reportOf(source), isStudy ? 'README.md' : 'report.md');
      const noPdf = await writeReportFolder(folder, files, async (aside) =>
        print === null ? null : print(join(aside, PAGE_FILE), join(aside, PDF_FILE)),
      );
      const hasPdf = print !== null && noPdf === null;
      return { folder, files: [...files.map(({ path }) => path), ...(hasPdf ? [PDF_FILE] : [])], noPdf };
    },
  };
}

/** @throws LabError `invalid-request` where the field that was asked for does not vary */
function requireAxis({ answer }: ReportOutline, { axis }: ReportQuestion): void {
  if (axis === undefined || answer === null || answer.axes.includes(axis)) return;
  throw new LabError(
    'invalid-request',
    `Received the field "${axis}" to go across; expected one that varies and is a number: ${answer.axes.join(', ')}.`,
  );
}

/** McNemar's test of each pair of single models whose answers to the same images are kept. */
async function modelsOf({ pairs }: ReportOutline, { predictions }: ExampleSources): Promise<readonly PairResult[]> {
  const results: PairResult[] = [];
  for (const pair of pairs) {
    const models = singleModels(pair);
    if (models === null || pairProblem(...models) !== null) continue;
    const [first, second] = models;
    // a damaged file of one run is no reason to withhold the report
    const kept = async (id: number): ReturnType<ExampleSources['predictions']> => predictions(id).catch(() => null);
    const paired = pairModels(
      { runId: first.id, predictions: await kept(first.id) },
      { runId: second.id, predictions: await kept(second.id) },
    );
    if (paired.kind === 'paired') results.push(pairResult(first, second, paired.counts));
  }
  return results;
}
