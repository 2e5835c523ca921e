import { useI18n } from 'vue-i18n';

import { DATASETS, type DatasetFacts } from '#shared/datasets/datasets';
import { isPairingOf, type ExperimentSpec, type NetworkSpec, type PairingSpec } from '#shared/experiment/experiment';
import { differencesOf, titleOf, type Difference } from '#shared/experiment/title';
import { NETWORK_NAMES, startOf } from '#shared/networks/network-name';
import { isPublishedRowId, type PublishedRowId } from '#shared/reference/published';
import { rowNaming } from '#shared/replication/row-title';
import type { RunSummary } from '#shared/runs/run';
import { isUnderstood } from '#shared/experiment/stored-spec';
import { en } from './en';
import { hasText } from './has-text';
import { messageKey } from './message-key';
import { useFormat } from './useFormat';
import { useText } from './useText';

/** What tells how a run's experiment is called. */
export type Titled = Pick<RunSummary, 'experimentTitle' | 'spec'> &
  Partial<Pick<RunSummary, 'isNamed' | 'datasetFacts'>>;

/** What things are called in the language of the window: one name for one thing, on every screen. */
export interface Names {
  /** One that this lab does not know is called what the facts say that were kept with an experiment, or what it is stored as. */
  readonly dataset: (name: string, facts?: Pick<DatasetFacts, 'title'> | null) => string;
  /** One that this lab does not know is called what it is stored as. */
  readonly kind: (kind: string) => string;
  /** What a dataset holds, in a sentence; empty for one that came with an extension. */
  readonly about: (dataset: string) => string;
  /** What a network does, in a sentence; empty for one that came with an extension. */
  readonly kindHint: (kind: string) => string;
  /** How a pairing makes pairs, in a sentence; empty for one that came with an extension. */
  readonly pairingHint: (kind: string) => string;
  /** One that this lab does not know is called what it is stored as. */
  readonly pairing: (kind: string) => string;
  /** A network with what it starts from. */
  readonly network: (network: NetworkSpec) => string;
  /** The network of a row of the deck, as its design has it. */
  readonly rowNetwork: (row: PublishedRowId) => string;
  /** One of another pack than the deck is called by its id. */
  readonly row: (row: string) => string;
  /** What a design says of itself: its network, its images, and what it has otherwise than a new design. */
  readonly design: (spec: ExperimentSpec) => string;
  /** The same of a run's design; of one that is not understood the title that is stored. */
  readonly ofDesign: (run: Titled) => string;
  /** What a person has called the experiment of a run, and otherwise what its design says. */
  readonly experiment: (run: Titled) => string;
}

export function useNames(): Names {
  const { t } = useText();
  const format = useFormat();
  const pairs = usePairsText();
  const difference = useDifferenceText();
  const { locale } = useI18n({ useScope: 'global' });

  function dataset(name: string, facts: Pick<DatasetFacts, 'title'> | null = null): string {
    if (hasText(en.dataset.titles, name)) return t(`dataset.titles.${name}`);
    return (facts ?? DATASETS.find(name))?.title ?? name;
  }

  function kind(of: string): string {
    return hasText(NETWORK_NAMES, of) ? t(`network.${of}`) : of;
  }

  function pairing(of: string): string {
    return hasText(en.spec.pairings, of) ? t(`spec.pairings.${of}`) : of;
  }

  const about = (name: string): string => (hasText(en.dataset.about, name) ? t(`dataset.about.${name}`) : '');
  const kindHint = (of: string): string => (hasText(en.network.hint, of) ? t(`network.hint.${of}`) : '');
  const pairingHint = (of: string): string => (hasText(en.pairs.kindHint, of) ? t(`pairs.kindHint.${of}`) : '');

  function network(of: NetworkSpec): string {
    const start = startOf(of);
    if (start.kind === 'random') return kind(of.kind);
    const layer = start.kind === 'frozen' ? start.layer : '';
    return t(`network.started.${start.kind}`, { network: kind(of.kind), layer });
  }

  function row(id: string): string {
    if (!isPublishedRowId(id)) return id;
    const naming = rowNaming(id);
    return t(naming.comparesClasses ? 'rowTitle.compared' : 'rowTitle.trained', {
      network: network(naming.network),
      fraction: format.percent(naming.fraction),
    });
  }

  function design(spec: ExperimentSpec, facts?: Pick<DatasetFacts, 'title'> | null): string {
    if (locale.value === 'en') return titleOf(spec, facts);
    const title = t('experimentTitle.plain', {
      network: kind(spec.network.kind),
      dataset: dataset(spec.dataset, facts),
      fraction: format.percent(spec.fraction),
    });
    const paired = pairs(spec.pairing);
    return [title, ...(paired === null ? [] : [paired]), ...differencesOf(spec).map(difference)].join(', ');
  }

  function ofDesign({ experimentTitle, spec, datasetFacts }: Titled): string {
    return isUnderstood(spec) ? design(spec, datasetFacts) : experimentTitle;
  }

  return {
    dataset,
    about,
    kind,
    kindHint,
    pairing,
    pairingHint,
    network,
    rowNetwork: (id) => network(rowNaming(id).network),
    row,
    design,
    ofDesign,
    experiment: (run) => (run.isNamed === true ? run.experimentTitle : ofDesign(run)),
  };
}

/** A setting that is not as usual, as the title of an experiment says it: "15 epochs", "learning rate 0.1". */
function useDifferenceText(): (difference: Difference) => string {
  const { t, plural } = useText();
  const format = useFormat();
  return ({ field, value }) => {
    if (field.name === 'epochs') return plural('experimentTitle.epochs', Number(value));
    const { label, form = label } = field.texts;
    const known = messageKey(form);
    const name = known === null ? field.name : t(known).toLocaleLowerCase();
    if (value === null || value === false) return t('experimentTitle.without', { name });
    if (value === true) return name;
    if (typeof value === 'number') return `${name} ${format.number(value)}`;
    const said = typeof field.texts.values === 'string' ? messageKey(`${field.texts.values}.${value}`) : null;
    return said === null ? value : t(said);
  };
}

/** How training pairs are made, as the title of an experiment says it; null of a network that takes single images. */
function usePairsText(): (pairing: PairingSpec | null) => string | null {
  const { t, plural } = useText();
  return (of) => {
    if (of === null) return null;
    if (isPairingOf(of, 'class-preserving')) return plural('experimentTitle.permutations', of.permutations);
    if (isPairingOf(of, 'rotations')) {
      return plural('experimentTitle.rotations', of.rotations.length, { list: of.rotations.join(', ') });
    }
    if (isPairingOf(of, 'random-permutation')) return plural('experimentTitle.randomPermutations', of.permutations);
    return isPairingOf(of, 'balanced') ? t('experimentTitle.balanced') : of.kind;
  };
}
