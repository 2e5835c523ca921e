import { SAMPLES, type Sample } from '../datasets/sample';
import { isBuiltInProtocol, isLeaking, type Protocol } from '../protocols/protocols';
import { storedField } from '../experiment/stored-spec';
import { evaluationThatCounts, protocolOfRow, runsBehind, type Compared } from './compared';
import type { FigureFacts } from './figures';

/** Why one figure must not be subtracted from another: the two were not measured on the same test. */
export type Obstacle = 'other-dataset' | 'other-images' | 'other-test-count' | 'other-leak' | 'other-pairs';
/**
 * What has to be known beside a difference. *other-sample*: one draws its training images, the other takes the first of
 * the file. *other-draw*: both draw them, by other seeds, so that they are other images even where there are as many.
 */
export type Remark = 'other-protocol' | 'unknown-test-count' | 'other-sample' | 'other-draw';

/** Whether the figures of a column may be held against those of the baseline. */
export interface Standing {
  readonly obstacles: readonly Obstacle[];
  readonly remarks: readonly Remark[];
}

/** What the figures of a column were measured on; every list holds what its runs have of it. */
interface Basis {
  /** By their names; of a design that is not understood whatever name it gives. */
  readonly datasets: ReadonlySet<string>;
  readonly checksums: ReadonlySet<string>;
  readonly testCounts: ReadonlySet<number>;
  readonly protocols: ReadonlySet<Protocol>;
  /** Of designs with a part of the training images. */
  readonly samples: ReadonlySet<Sample>;
  /** Those that the images were drawn by. */
  readonly drawnBy: ReadonlySet<number>;
}

function basisOf(compared: Compared): Basis {
  if (compared.kind === 'row') {
    const { row } = compared;
    return {
      datasets: new Set([row.dataset]),
      checksums: new Set(),
      testCounts: new Set(row.testCount === null ? [] : [row.testCount]),
      protocols: new Set([protocolOfRow(row)]),
      samples: new Set(row.fraction === 1 ? [] : ['first']),
      drawnBy: new Set(),
    };
  }
  const runs = runsBehind(compared);
  const facts = runs.flatMap((run) => run.facts ?? []);
  const samples = runs.map(({ spec }) => SAMPLES.find((known) => known === storedField(spec, 'sample')));
  return {
    datasets: new Set(runs.map(({ spec }) => String(storedField(spec, 'dataset')))),
    checksums: new Set(facts.map(({ datasetChecksum }) => datasetChecksum)),
    testCounts: new Set(facts.map(({ testCount }) => testCount)),
    protocols: new Set(runs.flatMap((run) => evaluationThatCounts(run)?.protocol ?? [])),
    samples: new Set(samples.filter((sample) => sample !== undefined)),
    drawnBy: new Set(runs.flatMap(({ seed }, place) => (samples[place] === 'drawn' ? [seed] : []))),
  };
}

/** True where both say something, and it is not one and the same thing. */
function differ<Value>(one: ReadonlySet<Value>, other: ReadonlySet<Value>): boolean {
  return one.size > 0 && other.size > 0 && new Set([...one, ...other]).size > 1;
}

/** Protocols whose figures answer one question of the same images, by what is asked of them. */
function questionOf(protocol: Protocol, task: FigureFacts['task']): string {
  if (isLeaking(protocol)) return 'leak';
  // nobody but an extension knows what its protocol asks
  if (!isBuiltInProtocol(protocol)) return protocol;
  if (protocol === 'random-permutation') return 'random';
  // classes are compared over rotations too, whichever way they were told
  return task === 'discrimination' ? 'rotations' : 'images';
}

/** Holds what a column was measured on against what the baseline was. */
export function standingOf(compared: Compared, baseline: Compared, task: FigureFacts['task']): Standing {
  const [own, other] = [basisOf(compared), basisOf(baseline)];
  const questions = ({ protocols }: Basis): ReadonlySet<string> =>
    new Set([...protocols].map((protocol) => questionOf(protocol, task)));
  const asked = new Set([...questions(own), ...questions(other)]);
  const obstacles: Obstacle[] = [];
  if (differ(own.datasets, other.datasets)) obstacles.push('other-dataset');
  else if (differ(own.checksums, other.checksums)) obstacles.push('other-images');
  else if (differ(own.testCounts, other.testCounts)) obstacles.push('other-test-count');
  if (differ(questions(own), questions(other))) obstacles.push(asked.has('leak') ? 'other-leak' : 'other-pairs');
  const remarks: Remark[] = [];
  if (obstacles.length === 0 && task === 'classification' && differ(own.protocols, other.protocols)) {
    remarks.push('other-protocol');
  }
  if (own.testCounts.size === 0 || other.testCounts.size === 0) remarks.push('unknown-test-count');
  if (obstacles.length === 0) {
    if (differ(own.samples, other.samples)) remarks.push('other-sample');
    else if (isOtherDraw(own.drawnBy, other.drawnBy)) remarks.push('other-draw');
  }
  return { obstacles, remarks };
}

function isOtherDraw(own: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return own.size > 0 && other.size > 0 && new Set([...own, ...other]).size > Math.min(own.size, other.size);
}
