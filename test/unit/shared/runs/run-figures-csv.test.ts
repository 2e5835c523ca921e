import { expect, it } from 'vitest';

import { runFiguresCsv } from '#shared/runs/run-figures-csv';
import { aRun, anEvaluation, anOwnOutput } from '../../renderer/specimens';

const linesOf = (csv: string): readonly string[] => csv.trimEnd().split('\r\n');

it('writes every figure of the classes with all of its digits, and the matrix by truth and prediction', () => {
  const evaluation = anEvaluation([
    [2, 1],
    [0, 0],
  ]);
  const lines = linesOf(runFiguresCsv(aRun({ id: 12, evaluations: [evaluation] }), [], ['cat', 'dog']));
  expect(lines[0]).toBe('part,protocol,subject,name,value');
  expect(lines).toEqual(
    expect.arrayContaining([
      'run,,,id,12',
      'figure,single,,accuracy,0.6666666666666666',
      'class,single,cat,recall,0.6666666666666666',
      'class,single,dog,predicted,1',
      'confusion,single,cat,dog,1',
      'confusion,single,dog,dog,0',
    ]),
  );
});

it('writes the figures of pairs by set, and what the threshold was chosen on', () => {
  const lines = linesOf(runFiguresCsv(aRun({ evaluations: [anOwnOutput()] }), [], []));
  expect(lines).toEqual(
    expect.arrayContaining([
      'figure,rotations,,thresholdChosenOn,fixed',
      'pairs,rotations,rotation-2,areaUnderRoc,0.8',
      'pairs,rotations,rotation-1,sameCalledSame,6',
      'pairs,rotations,rotation-2,differentCalledDifferent,90',
    ]),
  );
});

it('writes the curves by epoch, and says of a loss that it diverged', () => {
  const point = { metric: 'loss', split: 'train' } as const;
  const series = [
    { ...point, epoch: 2, value: Number.NaN },
    { ...point, epoch: 1, value: 0.25 },
  ];
  expect(linesOf(runFiguresCsv(aRun(), series, [])).slice(-2)).toEqual([
    'series,train,1,loss,0.25',
    'series,train,2,loss,NaN',
  ]);
});
