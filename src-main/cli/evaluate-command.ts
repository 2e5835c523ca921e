import { LabError } from '#shared/errors/errors';
import { DATASETS } from '#shared/datasets/datasets';
import { tellsSame, type ExperimentSpec } from '#shared/experiment/experiment';
import { presetOf } from '#shared/experiment/presets';
import { protocolsFor } from '#shared/protocols/protocols';
import { publishedRow } from '#shared/reference/published';
import { PROTOCOLS, type Evaluation, type Protocol } from '#shared/runs/run';

import type { Lab } from '../lab/lab';
import { rowOf } from './arguments';
import { evaluationText } from './output';
import { pathArgument } from './path-argument';
import { printJson, printLine } from './standard-output';

export interface EvaluateArguments {
  readonly row?: string;
  readonly weights?: string;
  readonly protocol?: string;
}

const WEIGHTS_ALONE =
  'The file holds weights alone: nothing in it says how they are connected, and they were taken for the network of the row.';

/** Evaluates a Keras HDF5 file as a row of the deck. D1 and D2 are evaluations of the networks of C1 and C4. */
export async function evaluateCommand(
  lab: Lab,
  typed: EvaluateArguments,
  { json }: { readonly json: boolean },
): Promise<number> {
  if (typed.row === undefined || typed.weights === undefined) {
    throw new LabError(
      'invalid-request',
      'Received no --row or no --weights; expected both, such as --row C4 --weights FILE.h5.',
    );
  }
  const row = publishedRow(rowOf(typed.row));
  const spec = presetOf(row.task === 'discrimination' && row.evaluates !== null ? row.evaluates : row.id);
  if (spec === undefined) {
    throw new LabError('invalid-request', `--row: Received ${row.id}, whose network the lab does not have yet.`);
  }
  const protocol = typed.protocol === undefined ? undefined : protocolOf(typed.protocol, spec);
  const { evaluation, isDescribed } = await lab.evaluate(spec, pathArgument(typed.weights, '--weights'), protocol);
  if (json) {
    printJson({ ...evaluationJson(evaluation), weightsDescribed: isDescribed });
    return 0;
  }
  printLine(evaluationText(DATASETS.get(spec.dataset).classNames, evaluation));
  if (!isDescribed) printLine(WEIGHTS_ALONE);
  return 0;
}

function protocolOf(typed: string, { network, task }: ExperimentSpec): Protocol {
  const known = PROTOCOLS.find(typed)?.kind;
  const suiting = protocolsFor(network, task);
  // a network that takes two images can be given one twice, and one that takes one does not look at the other
  const isAnyones = known === 'single' || known === 'duplicates' || known === 'class-matched';
  if (known !== undefined && (suiting.includes(known) || (isAnyones && !tellsSame(network.kind)))) return known;
  throw new LabError('invalid-request', `--protocol: Received "${typed}"; expected one of ${suiting.join(', ')}.`);
}

/** Classes compared as the deck prints it: the accuracy over ten rotations beside the matrix and F1 of the tenth. */
function evaluationJson(evaluation: Evaluation): object {
  if (evaluation.task !== 'classification') return evaluation;
  const { protocol, loss, metrics, discrimination } = evaluation;
  return { protocol, loss, ...metrics, discrimination: discrimination?.asInTheSlides ?? null };
}
