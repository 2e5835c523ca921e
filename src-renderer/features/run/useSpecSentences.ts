import { trainingCount } from '#shared/datasets/datasets';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type { Run } from '#shared/runs/run';
import { useFormat } from '../../i18n/useFormat';
import { useNames } from '../../i18n/useNames';
import { useText } from '../../i18n/useText';

/** Settings of which a table says more than their value: what it comes to, or what belongs to it, by the name of the setting. */
export function useSpecSentences(): Readonly<
  Record<string, (spec: ExperimentSpec, run: Pick<Run, 'datasetFacts'>) => string | undefined>
> {
  const { t, plural } = useText();
  const names = useNames();
  const format = useFormat();

  return {
    dataset: ({ dataset }, { datasetFacts }) => names.dataset(dataset, datasetFacts),
    fraction: ({ fraction }, { datasetFacts }) =>
      datasetFacts === null
        ? undefined
        : t('spec.fractionValue', {
            fraction: format.percent(fraction),
            images: format.count(trainingCount(datasetFacts, fraction)),
          }),
    network: ({ network }) => names.network(network),
    width: ({ network }) => {
      if (!('width' in network)) return undefined;
      const { width } = network;
      const [first, second, third] = [width, 2 * width, 4 * width].map(format.count);
      return t('spec.widthValue', { first: first ?? '', second: second ?? '', third: third ?? '' });
    },
    // seeds are names, not quantities
    seeds: ({ seeds }) => seeds.join(', '),
    patience: ({ training: { earlyStopping } }) =>
      earlyStopping === null
        ? undefined
        : plural(`spec.earlyStoppingOf.${earlyStopping.monitor}`, earlyStopping.patience),
    validation: ({ validation }) =>
      t(`spec.validations.${validation.kind}`, {
        fraction: validation.kind === 'held-out' ? format.percent(validation.fraction) : '',
      }),
  };
}
