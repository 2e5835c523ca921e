import { keyText, parseKey, type ComparedKey } from '#shared/comparison/selection';
import type { PublishedRow } from '#shared/reference/published';
import type { RunSummary } from '#shared/runs/run';
import { rankOf } from '../../ui/find';

/** An experiment as it can be chosen: one of its runs stands for its design. */
export interface CandidateExperiment {
  readonly id: number;
  readonly newest: RunSummary;
  /** Finished ones among the newest runs. */
  readonly runIds: readonly number[];
}

/** Something that can be added to a comparison, as it is listed and found. */
export interface Candidate {
  readonly key: ComparedKey;
  readonly name: string;
  readonly about: string;
}

/** Of what fits: a list nobody reads to its end. */
const MOST_LISTED = 40;

export interface CandidateNames {
  readonly run: (run: RunSummary) => Omit<Candidate, 'key'>;
  readonly experiment: (experiment: CandidateExperiment) => Omit<Candidate, 'key'>;
  readonly row: (row: PublishedRow) => Omit<Candidate, 'key'>;
}

/** Experiments, then runs, then rows of the deck, each with the words by which it is found. */
export function candidatesOf(
  {
    runs,
    experiments,
    rows,
  }: {
    readonly runs: readonly RunSummary[];
    readonly experiments: readonly CandidateExperiment[];
    readonly rows: readonly PublishedRow[];
  },
  names: CandidateNames,
): readonly Candidate[] {
  return [
    ...experiments.map((each) => ({ key: { kind: 'experiment' as const, id: each.id }, ...names.experiment(each) })),
    ...runs.map((each) => ({ key: { kind: 'run' as const, id: each.id }, ...names.run(each) })),
    ...rows.map((each) => ({ key: { kind: 'row' as const, row: each.id }, ...names.row(each) })),
  ];
}

/**
 * What fits to the words that were typed, best first. A number is a run, listed or not.
 * @param taken texts of keys that are compared already
 */
export function findCandidates(
  candidates: readonly Candidate[],
  typed: string,
  taken: readonly string[],
  unlisted: (id: number) => Omit<Candidate, 'key'>,
): readonly Candidate[] {
  const free = candidates.filter(({ key }) => !taken.includes(keyText(key)));
  const wanted = typed.trim();
  if (wanted === '') return free.slice(0, MOST_LISTED);
  const named = parseKey(wanted);
  const exact = named?.kind === 'run' && !taken.includes(wanted) ? named : null;
  const listed = exact === null ? undefined : free.find(({ key }) => keyText(key) === wanted);
  const found = free
    .filter((candidate) => candidate !== listed)
    .map((candidate) => ({ candidate, rank: rankOf(`${candidate.name} ${candidate.about}`, wanted) }))
    .filter((each): each is { candidate: Candidate; rank: number } => each.rank !== null)
    .sort((one, other) => one.rank - other.rank)
    .map(({ candidate }) => candidate);
  const first = exact === null ? [] : [listed ?? { key: exact, ...unlisted(exact.id) }];
  return [...first, ...found].slice(0, MOST_LISTED);
}
