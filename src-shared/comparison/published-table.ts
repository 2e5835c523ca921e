import type { Aggregate } from '../metrics/aggregate';
import { publishedRow, type PublishedFigure } from '../reference/published';
import type { RowFigures, RowStanding } from '../replication/deck';
import { rowTitle } from '../replication/row-title';
import { budgetOfRow } from '../runs/budget';
import { grouped, signed, worthText } from './budget-text';
import { budgetRelation, type BudgetStanding } from './budgets';
import { aggregateText } from './english-words';
import { worthToPublished } from './worth';

export interface PublishedTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const HEAD = ['row', 'what', 'metric', 'deck', 'ours', 'difference', 'epochs', 'examples seen', 'runs'];

/** The published figures of some rows beside ours: a line for each metric of each row, a mean with its spread and n. */
export function publishedTable(standings: readonly RowStanding[]): PublishedTable {
  const rows = standings.flatMap((standing) => {
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
  return { head: HEAD, rows };
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
