import type { AnswerRun } from '../../../../src-shared/answers/answer-run';

let nextId = 1;

/** A finished run as an answer needs it, of CIFAR-10 unless the fields say otherwise. */
export function answerRun(fields: AnswerRun['fields'], accuracy: number, seed = 1): AnswerRun {
  const runId = nextId++;
  return {
    runId,
    experimentId: runId,
    seed,
    isStudy: false,
    fields: { row: null, dataset: 'cifar10', ...fields },
    trainCount: typeof fields['fraction'] === 'number' ? Math.round(fields['fraction'] * 50_000) : null,
    budget: { updates: 100, examples: 50_000 },
    figures: { accuracy },
    test: { checksum: 'a', count: 10_000, protocol: 'single' },
  };
}

/** Seeds 1, 2, … of one design. */
export function seeds(fields: AnswerRun['fields'], accuracies: readonly number[]): readonly AnswerRun[] {
  return accuracies.map((accuracy, index) => answerRun(fields, accuracy, index + 1));
}
