import type { ExperimentSpec } from '#shared/experiment/experiment';
import { halfOf, isHonest } from '#shared/protocols/protocols';

import { writePredictions, writeScores } from './artefacts';
import { examine, type Subject } from './examine';
import type { Report } from './messages';
import { protocolsOf } from './protocol-tests';
import type { ScoredSet } from './score-pairs';

export interface FinalTest {
  readonly spec: Pick<ExperimentSpec, 'protocols'>;
  readonly subject: Subject;
  readonly runFolder: string;
  /** Goes into the artefacts. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly report: Report;
}

/**
 * Tests a finished network by every protocol of its design, and reports each evaluation. What the whole network said by
 * the first honest protocol for classes, and all scores of pairs, become artefacts.
 * @returns whether it came to its end; false where it was stopped half-way
 */
export async function finalTest({ spec, subject, runFolder, metadata, report }: FinalTest): Promise<boolean> {
  const scored: ScoredSet[] = [];
  let hasPredictions = false;
  for (const protocol of protocolsOf(spec)) {
    const examined = await examine(protocol, subject);
    if (examined === null) return false;
    if (examined.kind === 'pairs') {
      scored.push(...examined.sets);
    } else if (examined.kind === 'classes' && !hasPredictions && isHonest(protocol) && halfOf(protocol) === null) {
      hasPredictions = true;
      const artefact = await writePredictions(runFolder, examined.predictions, subject.set, metadata);
      report({ kind: 'artefact', artefact });
    }
    report({ kind: 'evaluation', evaluation: examined.evaluation });
  }
  if (scored.length > 0) report({ kind: 'artefact', artefact: await writeScores(runFolder, scored, metadata) });
  return true;
}
