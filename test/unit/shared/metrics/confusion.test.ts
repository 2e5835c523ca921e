import { describe, expect, it } from 'vitest';

import { confusionMatrix, predictedCountsOf, supportOf } from '#shared/metrics/confusion';

describe('the confusion matrix', () => {
  it('has a row per true class and a column per predicted class', () => {
    const confusion = confusionMatrix([0, 0, 1, 2], [0, 1, 1, 0], 3);
    expect(confusion).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 0],
    ]);
    expect(supportOf(confusion)).toEqual([2, 1, 1]);
    expect(predictedCountsOf(confusion)).toEqual([2, 2, 0]);
  });

  it('refuses labels that are no class, and says which sample', () => {
    expect(() => confusionMatrix([0, 3], [0, 0], 3)).toThrow('Sample 1 has the true class 3');
    expect(() => confusionMatrix([0, 1], [0, 9], 3)).toThrow('the prediction 9; expected 0 to 2');
  });

  it('refuses as many labels as there are not predictions', () => {
    expect(() => confusionMatrix([0, 1], [0], 3)).toThrow('Received 2 true labels and 1 predictions');
  });
});
