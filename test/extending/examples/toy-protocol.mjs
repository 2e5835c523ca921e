/**
 * How well a network knows when it is wrong: each test image is shown once, and the answers are counted by how sure they
 * were. The figure is the expected calibration error (Guo et al. 2017, https://arxiv.org/abs/1706.04599).
 */
const BINS = 10;

/** The class that a row of probabilities names, and how probable it says that is. */
function answerOf(row) {
  return row.reduce((best, value, label) => (value > best.value ? { value, label } : best), { value: -1, label: 0 });
}

export function register(lab) {
  lab.protocols.register({
    kind: 'toy-calibration',
    shown: 'each test image once, counted by how sure the network is',
    task: 'classification',
    isHonest: true,
    metric: 'toy-calibration-error',
    passes: 1,
    suits: ({ inputs, outputs }) => inputs === 1 && outputs.has('class'),
    show: ({ count }) => ({ first: Uint32Array.from({ length: count }, (_, image) => image) }),
    count: ({ shown, outputs, set, classCount }) => {
      const bins = Array.from({ length: BINS }, () => ({ answers: 0, right: 0, sure: 0 }));
      shown.first.forEach((image, place) => {
        const { value, label } = answerOf(outputs.class.subarray(place * classCount, (place + 1) * classCount));
        const bin = bins[Math.min(BINS - 1, Math.floor(value * BINS))];
        bin.answers += 1;
        bin.right += label === set.labels[image] ? 1 : 0;
        bin.sure += value;
      });
      return { kind: 'toy-calibration-bins', bins };
    },
  });

  lab.metrics.register({
    name: 'toy-calibration-error',
    title: 'expected calibration error',
    unit: 'share',
    better: 'lower',
    source: 'Guo et al. 2017, https://arxiv.org/abs/1706.04599',
    of: (judged) => {
      if (judged.task !== 'other' || judged.counts.kind !== 'toy-calibration-bins') return null;
      const { bins } = judged.counts;
      const answers = bins.reduce((sum, bin) => sum + bin.answers, 0);
      return bins.reduce((sum, { right, sure }) => sum + Math.abs(right - sure), 0) / answers;
    },
  });
}
