import type { FieldRow } from './fields';

/** A choice that only an optimiser of this name knows. */
const MOMENTUM = { path: 'training.momentum', of: 'sgd' } as const;
/** A choice that a design without parts of the training set has not made. */
const SAMPLE = 'sample';
/** A choice of the design, and the fact that says what became of it. */
const PRECISION = { choice: 'compute.precision', fact: 'facts.machine.precision' } as const;

/** The fields that decide something: not the momentum of an optimiser that has none, nor a sample of all images, nor a choice that a fact repeats. */
export function relevantFields(rows: readonly FieldRow[]): readonly FieldRow[] {
  const optimisers = rows.find(({ path }) => path === 'training.optimiser');
  const facts = rows.find(({ path }) => path === PRECISION.fact);
  return rows.flatMap((row) => {
    if (row.path === MOMENTUM.path) return withMomentum(row, optimisers);
    if (row.path === SAMPLE)
      return withCells(
        row,
        row.cells.map((cell) => cell?.filter((value) => value !== null) ?? null),
      );
    const isRepeated =
      row.path === PRECISION.choice &&
      row.cells.every((cell, place) => !isSaid(cell) || isSaid(facts?.cells[place] ?? null));
    return isRepeated ? [] : [row];
  });
}

/** Only in the columns whose optimiser has one. */
function withMomentum(row: FieldRow, optimisers: FieldRow | undefined): readonly FieldRow[] {
  const cells = row.cells.map((cell, place) =>
    cell !== null && optimisers?.cells[place]?.includes(MOMENTUM.of) === false ? [] : cell,
  );
  return withCells(row, cells);
}

function withCells(row: FieldRow, cells: FieldRow['cells']): readonly FieldRow[] {
  if (!cells.some(isSaid)) return [];
  const said = new Set(cells.filter((cell) => cell !== null).map((cell) => JSON.stringify(cell)));
  return [{ ...row, cells, isSame: said.size <= 1 }];
}

function isSaid(cell: FieldRow['cells'][number]): boolean {
  return cell !== null && cell.length > 0;
}
