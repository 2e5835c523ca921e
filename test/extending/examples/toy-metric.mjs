/** The recall of the class that is found least often: an accuracy hides it. */
export function register(lab) {
  lab.metrics.register({
    name: 'toy-worst-recall',
    title: 'recall of the worst class',
    unit: 'share',
    better: 'higher',
    source: 'this example',
    of: (judged) => {
      if (judged.task !== 'classification') return null;
      const recalls = judged.metrics.perClass.filter(({ support }) => support > 0).map(({ recall }) => recall);
      return recalls.length === 0 ? null : Math.min(...recalls);
    },
  });
}
