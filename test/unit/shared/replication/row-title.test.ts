import { describe, expect, it } from 'vitest';

import { NETWORKS } from '#shared/networks/network-spec';
import { networkName } from '#shared/networks/network-name';
import { isDecksDesign, presetOf, PRESET_ROW_IDS } from '#shared/experiment/presets';
import { PUBLISHED_ROW_IDS, publishedRow } from '#shared/reference/published';
import { rowNaming, rowTitle } from '#shared/replication/row-title';
import { completeNetwork } from '#shared/experiment/experiment';

describe('the title of a row', () => {
  it.each(PRESET_ROW_IDS)('%s names the network and the fraction that the row queues', (row) => {
    const design = presetOf(row);
    if (design === undefined) throw new Error(`There is no design for ${row}.`);
    expect(rowNaming(row)).toMatchObject({ network: design.network, fraction: design.fraction });
    expect(rowTitle(row)).toContain(NETWORKS.get(design.network.kind).name);
    expect(rowTitle(row)).toContain(`${design.fraction * 100}%`);
    // what the deck trained is another network only where the row says so in a note
    const { network, notes } = publishedRow(row);
    const isOurOwn = notes.some(({ kind }) => kind === 'ours-from-imagenet');
    expect([network === design.network.kind, isDecksDesign(row)]).toEqual([!isOurOwn, !isOurOwn]);
  });

  it('is there for every row, and says what is compared', () => {
    expect(PUBLISHED_ROW_IDS.map((id) => `${id} ${rowTitle(id)}`)).toEqual([
      'C1 vanilla, 100%',
      'C2 vanilla, 50%',
      'C3 vanilla, 10%',
      'C4 siamese vanilla, 100%',
      'C5 siamese vanilla, 50%',
      'C6 siamese vanilla, 10%',
      'C7 ImageNet VGG19, frozen, with a small head, 100%',
      'C8 VGG16-BN, 100%',
      'C9 VGG16-BN, 50%',
      'C10 siamese VGG16-BN, 100%',
      'C11 siamese VGG16-BN, 50%',
      'E1 EMNIST toy network, 100%',
      'D1 vanilla, classes compared',
      'D2 siamese vanilla, classes compared',
      'D3 discrimination, 100%',
    ]);
  });
});

it('a name tells what a network starts from', () => {
  const named = (transfer: { frozenThrough: 'block3_pool' | 'block5_pool' | null } | null, headUnits = 0) =>
    networkName(completeNetwork({ kind: 'vgg19', transfer, headUnits }));
  expect([
    named(null),
    named({ frozenThrough: null }),
    named({ frozenThrough: 'block3_pool' }),
    named({ frozenThrough: 'block5_pool' }, 256),
  ]).toEqual([
    'VGG19',
    'ImageNet VGG19',
    'ImageNet VGG19, frozen through block3_pool',
    'ImageNet VGG19, frozen through block5_pool',
  ]);
});
