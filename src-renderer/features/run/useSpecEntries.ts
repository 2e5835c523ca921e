import { trainingCount } from '#shared/datasets/datasets';
import {
  isNetworkOf,
  pairCount,
  type ComputeSpec,
  type NetworkSpec,
  type PairingSpec,
  type TrainingSpec,
  type ValidationSpec,
} from '#shared/experiment/experiment';
import type { Run } from '#shared/runs/run';
import { isUnderstood, storedValue, type StoredSpec } from '#shared/experiment/stored-spec';
import { describe } from '#shared/basics/expected';
import { flatten } from '#shared/comparison/fields';
import { fieldLabel } from '../../ui/field-labels';
import type { Definition } from '../../ui/definition';
import { useFormat } from '../../i18n/useFormat';
import { useNames } from '../../i18n/useNames';
import { useText } from '../../i18n/useText';

/** All that a run's design says, line by line, in the words of the screen. Made anew at each call. */
export function useSpecEntries(): (run: Run) => readonly Definition[] {
  const { t, plural } = useText();
  const names = useNames();
  const format = useFormat();

  function networkEntries(network: NetworkSpec): readonly Definition[] {
    return [
      { term: t('spec.network'), value: names.network(network) },
      ...('width' in network ? smallTowerEntries(network) : []),
      ...('towers' in network ? [{ term: t('spec.towers'), value: t(`network.towersOf.${network.towers}`) }] : []),
      ...('head' in network ? [{ term: t('spec.head'), value: t(`network.headOf.${network.head}`) }] : []),
      ...(isNetworkOf(network, 'vgg19') ? transferEntries(network) : []),
    ];
  }

  function smallTowerEntries({
    width,
    embedding,
    dropout,
    l2,
  }: Extract<NetworkSpec, { width: number }>): readonly Definition[] {
    const [first, second, third] = [width, 2 * width, 4 * width].map(format.count);
    return [
      {
        term: t('spec.width'),
        value: t('spec.widthValue', { first: first ?? '', second: second ?? '', third: third ?? '' }),
      },
      { term: t('spec.embedding'), value: plural('spec.embeddingValue', embedding) },
      { term: t('spec.dropout'), value: dropout === 0 ? t('spec.none') : format.number(dropout) },
      { term: t('spec.l2'), value: l2 === 0 ? t('spec.none') : format.number(l2) },
    ];
  }

  function transferEntries({
    scaling,
    transfer,
    headUnits,
  }: Extract<NetworkSpec, { kind: 'vgg19' }>): readonly Definition[] {
    const frozen = transfer?.frozenThrough ?? null;
    return [
      { term: t('spec.scaling'), value: t(`spec.scalings.${scaling}`) },
      {
        term: t('spec.transfer'),
        value: transfer === null ? t('spec.random') : t(`spec.transferValue.${transfer.weights}`),
      },
      {
        term: t('spec.frozen'),
        value: frozen === null ? t('spec.frozenNone') : t('spec.frozenValue', { layer: frozen }),
      },
      {
        term: t('spec.headUnits'),
        value: headUnits === 0 ? t('spec.none') : plural('spec.embeddingValue', headUnits),
      },
    ];
  }

  /** @param images those that are learned from */
  function pairingEntries(pairing: PairingSpec, images: number): readonly Definition[] {
    const isRedrawn = 'redraw' in pairing && pairing.redraw;
    return [
      { term: t('spec.pairing'), value: names.pairing(pairing.kind) },
      ...('permutations' in pairing
        ? [{ term: t('spec.permutations'), value: format.count(pairing.permutations) }]
        : []),
      ...('draw' in pairing ? [{ term: t('spec.partners'), value: t(`pairing.drawOf.${pairing.draw}`) }] : []),
      ...('rotations' in pairing
        ? [{ term: t('spec.rotations'), value: pairing.rotations.map(format.count).join(', ') }]
        : []),
      ...('redraw' in pairing
        ? [{ term: t('spec.drawn'), value: t(`pairing.redrawOf.${isRedrawn ? 'each-epoch' : 'once'}`) }]
        : []),
      ...('sameWeight' in pairing
        ? [
            {
              term: t('spec.sameWeight'),
              value: t('spec.sameWeightValue', { weight: format.number(pairing.sameWeight) }),
            },
          ]
        : []),
      {
        term: t('spec.pairs'),
        value: t('spec.pairsValue', { count: format.count(pairCount(images, pairing)) }),
      },
    ];
  }

  function trainingEntries(training: TrainingSpec, validation: ValidationSpec): readonly Definition[] {
    const { optimiser, earlyStopping } = training;
    return [
      { term: t('spec.optimiser'), value: t(`spec.optimisers.${optimiser}`) },
      { term: t('spec.learningRate'), value: format.number(training.learningRate) },
      ...(optimiser === 'sgd' ? [{ term: t('spec.momentum'), value: format.number(training.momentum) }] : []),
      { term: t('spec.batchSize'), value: format.count(training.batchSize) },
      { term: t('spec.epochs'), value: format.count(training.epochs) },
      {
        term: t('spec.earlyStopping'),
        value:
          earlyStopping === null
            ? t('spec.none')
            : plural(`spec.earlyStoppingOf.${earlyStopping.monitor}`, earlyStopping.patience),
      },
      {
        term: t('spec.validation'),
        value: t(`spec.validations.${validation.kind}`, {
          fraction: validation.kind === 'held-out' ? format.percent(validation.fraction) : '',
        }),
      },
      { term: t('spec.keep'), value: t(`spec.keeps.${training.keep}`) },
    ];
  }

  /** What was asked for; what it really ran on is in the run's facts. */
  function computeEntries({ device, threads, precision }: ComputeSpec): readonly Definition[] {
    return [
      { term: t('compute.device'), value: device === 'auto' ? t('compute.auto') : device },
      ...(threads === null ? [] : [{ term: t('compute.threads'), value: format.count(threads) }]),
      ...(precision === 'float32' ? [] : [{ term: t('facts.precision'), value: precision }]),
    ];
  }

  /** Whatever a design says that is not understood, field by field, as it is stored. */
  function storedEntries(spec: StoredSpec): readonly Definition[] {
    const value = storedValue(spec);
    if (typeof value !== 'object' || value === null) return [];
    return [...flatten(value)].map(([path, leaf]) => {
      const label = fieldLabel(path);
      return { term: label === null ? path : t(label), value: describe(leaf) };
    });
  }

  return (run) => {
    const { spec, seed, experimentId, experimentTitle, facts, datasetFacts } = run;
    if (!isUnderstood(spec) || datasetFacts === null) {
      return [
        { term: t('spec.experiment'), value: `${experimentId}: ${experimentTitle}` },
        { term: t('spec.seed'), value: String(seed) },
        ...storedEntries(spec),
      ];
    }
    const used = trainingCount(datasetFacts, spec.fraction);
    return [
      { term: t('spec.experiment'), value: `${run.experimentId}: ${names.experiment(run)}` },
      { term: t('spec.seed'), value: String(seed) },
      { term: t('spec.seeds'), value: spec.seeds.join(', ') },
      {
        term: t('spec.row'),
        value:
          spec.row === null ? t('spec.rowNone') : t('spec.rowValue', { row: spec.row, title: names.row(spec.row) }),
      },
      { term: t('spec.task'), value: t(`spec.tasks.${spec.task}`) },
      { term: t('spec.dataset'), value: names.dataset(spec.dataset) },
      {
        term: t('spec.fraction'),
        value: t('spec.fractionValue', { fraction: format.percent(spec.fraction), images: format.count(used) }),
      },
      ...networkEntries(spec.network),
      ...(spec.pairing === null ? [] : pairingEntries(spec.pairing, facts?.trainCount ?? used)),
      ...trainingEntries(spec.training, spec.validation),
      ...computeEntries(spec.compute),
    ];
  };
}
