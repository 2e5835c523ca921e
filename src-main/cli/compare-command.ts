import { budgetRelation, type BudgetStanding } from '#shared/comparison/budgets';
import { worthToPublished } from '#shared/comparison/worth';
import type { RowFigures, RowStanding } from '#shared/replication/deck';
import { LabError } from '#shared/errors/errors';
import type { Aggregate } from '#shared/metrics/aggregate';
import { PUBLISHED_ROW_IDS, publishedRow, type PublishedFigure } from '#shared/reference/published';
import { budgetOfRow } from '#shared/runs/budget';
import { rowTitle } from '#shared/replication/row-title';

import type { Lab } from '../lab/lab';
import { rowOf } from './arguments';
import { compareRuns } from './compare-runs';
import { grouped, signed, worthText } from './budget-text';
import { aggregateText } from './comparison-words';
import { print, printJson, printLine } from './standard-output';
import { table } from './table';

export interface CompareArguments {
  /** Such as "1,2,experiment-3": these are compared with each other; the deck with ours where it is left out. */
  readonly runs?: string;
  /** Such as "C3,C6"; every row where it is left out. */
  readonly rows?: string;
  readonly format?: string;
}

/** Runs beside each other, and rows beside them; without runs the deck's figures for some rows beside ours. */
export async function compareCommand(
  lab: Lab,
  typed: CompareArguments,
  { json }: { readonly json: boolean },
): Promise<number> {
  if (json && typed.format !== undefined && typed.format !== 'json') {
    throw new LabError(
      'invalid-request',
      `Received --json and --format ${typed.format}; expected one of the two. Leave the other out.`,
    );
  }
  if (typed.runs !== undefined) {
    const listed = [typed.runs, ...(typed.rows === undefined ? [] : [typed.rows])].join(',');
    print(await compareRuns(lab, listed, json ? 'json' : (typed.format ?? 'text')));
    return 0;
  }
  const asked =
    typed.rows === undefined ? PUBLISHED_ROW_IDS : typed.rows.split(',').map((row) => rowOf(row.trim(), '--rows'));
  const standings = lab.deck().filter(({ row }) => asked.includes(row));
  if (json) {
    printJson({ rows: standings });
    return 0;
  }
  const format = typed.format ?? 'text';
  if (format !== 'text' && format !== 'md') {
    throw new LabError('invalid-request', `--format: Received "${format}"; expected text or md.`);
  }
  printLine(compareText(standings, format));
  return 0;
}

const HEAD = ['row', 'what', 'metric', 'deck', 'ours', 'difference', 'epochs', 'examples seen', 'runs'];

/** A line for each metric of each row. A mean shows its spread and n; a single run shows n = 1. */
export function compareText(standings: readonly RowStanding[], format: 'text' | 'md'): string {
  const lines = standings.flatMap((standing) => {
    const published = publishedRow(standing.row);
    const { figures } = standing;
    const printed =
      published.task === 'classification'
        ? [
            { metric: 'accuracy', deck: published.accuracy, ours: figures?.accuracy },
            { metric: 'macro F1', deck: published.macroF1, ours: figures?.macroF1 },
            {
              metric: 'weighted F1 by predicted counts',
              deck: published.weightedF1,
              ours: figures?.weightedF1ByPrediction,
            },
          ]
        : [
            { metric: 'accuracy', deck: published.accuracy, ours: figures?.accuracy },
            { metric: 'F1 of same', deck: published.f1, ours: figures?.f1OfSame },
            ...overRotations(figures),
          ];
    return printed.map(({ metric, deck, ours }, index) => [
      index === 0 ? standing.row : '',
      index === 0 ? rowTitle(standing.row) : '',
      metric,
      deck?.printed ?? '–',
      ours ? aggregateText(ours) : 'not run',
      ours && deck !== null
        ? differenceText(ours, deck, budgetRelation(figures?.budget ?? null, budgetOfRow(published)))
        : '–',
      index === 0 && figures !== null ? epochsText(figures, published.epochs) : '',
      index === 0 && figures !== null ? seenText(standing) : '',
      index === 0 && figures !== null ? figures.runIds.join(', ') : '',
    ]);
  });
  if (format === 'text') return table(HEAD, lines);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(HEAD), row(HEAD.map(() => '---')), ...lines.map(row)].join('\n');
}

/** What the deck does not print of a row whose figures are of rotation 1 alone. */
function overRotations(
  figures: RowFigures | null,
): readonly { readonly metric: string; readonly deck: null; readonly ours: Aggregate | null }[] {
  if (!figures?.overRotations) return [];
  const { f1OfSame, balancedAccuracy, areaUnderRoc, accuracy } = figures.overRotations;
  return [
    { metric: 'F1 of same, rotations 1–10', deck: null, ours: f1OfSame },
    { metric: 'balanced accuracy, rotations 1–10', deck: null, ours: balancedAccuracy },
    { metric: 'ROC-AUC, rotations 1–10', deck: null, ours: areaUnderRoc },
    { metric: 'accuracy, rotations 1–10', deck: null, ours: accuracy },
  ];
}

/** "+0.0021 (95 % −0.0010 to +0.0052, of our mean: not told from none)" */
function differenceText(ours: Aggregate, deck: PublishedFigure, budget: BudgetStanding['kind']): string {
  const worth = worthToPublished(ours, deck.value, budget);
  return `${signed(worth.difference.value)} (${worthText(worth, 4)})`;
}

/** Ours beside the deck's, where the deck says enough. */
function seenText({ row, figures }: RowStanding): string {
  const [ours, deck] = [figures?.budget ?? null, budgetOfRow(publishedRow(row))];
  if (ours === null) return '?';
  const text = `${grouped(ours.examples)} ${ours.unit}`;
  return deck === null || deck.examples === ours.examples ? text : `${text} of ${grouped(deck.examples)}`;
}

function epochsText({ epochs, asInDeck }: RowFigures, published: number): string {
  if (asInDeck && epochs >= published) return String(epochs);
  return epochs >= published ? `${epochs}, another design` : `${epochs} of ${published}`;
}
