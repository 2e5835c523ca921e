import { useI18n } from 'vue-i18n';

import { DATASET_NAMES } from '#shared/datasets/datasets';
import { NETWORK_KINDS, titleOf, type NetworkSpec, type PairingSpec } from '#shared/experiment/experiment';
import { startOf } from '#shared/networks/network-name';
import type { PublishedRowId } from '#shared/reference/published';
import { rowNaming } from '#shared/replication/row-title';
import type { RunSummary } from '#shared/runs/run';
import { isUnderstood } from '#shared/experiment/stored-spec';
import { useFormat } from './useFormat';
import { useText } from './useText';

/** What things are called in the language of the window: one name for one thing, on every screen. */
export interface Names {
  /** One that this lab does not know is called what it is stored as. */
  readonly dataset: (name: string) => string;
  /** One that this lab does not know is called what it is stored as. */
  readonly kind: (kind: string) => string;
  /** A network with what it starts from. */
  readonly network: (network: NetworkSpec) => string;
  /** The network of a row of the deck, as its design has it. */
  readonly rowNetwork: (row: PublishedRowId) => string;
  readonly row: (row: PublishedRowId) => string;
  readonly experiment: (run: Pick<RunSummary, 'experimentTitle' | 'spec'>) => string;
}

export function useNames(): Names {
  const { t, plural } = useText();
  const format = useFormat();
  const { locale } = useI18n({ useScope: 'global' });

  function dataset(name: string): string {
    const known = DATASET_NAMES.find((each) => each === name);
    return known === undefined ? name : t(`dataset.titles.${known}`);
  }

  function kind(of: string): string {
    const known = NETWORK_KINDS.find((each) => each === of);
    return known === undefined ? of : t(`network.${known}`);
  }

  function network(of: NetworkSpec): string {
    const start = startOf(of);
    if (start.kind === 'random') return kind(of.kind);
    const layer = start.kind === 'frozen' ? start.layer : '';
    return t(`network.started.${start.kind}`, { network: kind(of.kind), layer });
  }

  function row(id: PublishedRowId): string {
    const naming = rowNaming(id);
    return t(naming.comparesClasses ? 'rowTitle.compared' : 'rowTitle.trained', {
      network: network(naming.network),
      fraction: format.percent(naming.fraction),
    });
  }

  function pairs(pairing: PairingSpec | null): string | null {
    switch (pairing?.kind) {
      case undefined:
        return null;
      case 'class-preserving':
        return plural('experimentTitle.permutations', pairing.permutations);
      case 'rotations':
        return plural('experimentTitle.rotations', pairing.rotations.length, { list: pairing.rotations.join(', ') });
      case 'random-permutation':
        return plural('experimentTitle.randomPermutations', pairing.permutations);
      case 'balanced':
        return t('experimentTitle.balanced');
    }
  }

  /** A title is stored in English. One that is not what its design would be called today is shown as it is. */
  function experiment({ experimentTitle, spec }: Pick<RunSummary, 'experimentTitle' | 'spec'>): string {
    if (locale.value === 'en' || !isUnderstood(spec) || experimentTitle !== titleOf(spec)) return experimentTitle;
    const title = t('experimentTitle.plain', {
      network: kind(spec.network.kind),
      dataset: dataset(spec.dataset),
      fraction: format.percent(spec.fraction),
    });
    const paired = pairs(spec.pairing);
    return paired === null ? title : t('experimentTitle.paired', { title, pairs: paired });
  }

  return { dataset, kind, network, rowNetwork: (id) => network(rowNaming(id).network), row, experiment };
}
