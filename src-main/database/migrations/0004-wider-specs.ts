import type { Migration } from './migration';

/** A design says more than it did: what an older one took for granted is written into it. */
export const widerSpecs: Migration = {
  version: 4,
  name: 'wider specs',
  sql: `
    UPDATE experiments SET spec = json_set(
      spec,
      '$.validation', json('{"kind":"test-set"}'),
      '$.training.momentum', 0.9,
      '$.training.keep', 'last',
      '$.protocols', json(
        CASE WHEN json_type(spec, '$.pairing') = 'object' THEN '["duplicates","class-matched"]' ELSE '["single"]' END
      )
    );

    UPDATE experiments SET spec = json_set(spec, '$.pairing.kind', 'class-preserving')
      WHERE json_type(spec, '$.pairing') = 'object';

    UPDATE experiments SET spec = json_set(spec, '$.training.earlyStopping.monitor', 'training-loss')
      WHERE json_type(spec, '$.training.earlyStopping') = 'object';

    UPDATE experiments SET spec = json_set(
      spec,
      '$.network.width', 32,
      '$.network.embedding', 32,
      '$.network.dropout', 0.2,
      '$.network.l2', 0
    ) WHERE spec ->> '$.network.kind' IN ('vanilla', 'siamese-vanilla');

    UPDATE experiments SET spec = json_set(
      spec,
      '$.network.scaling', 'unit',
      '$.network.transfer', NULL,
      '$.network.headUnits', 0
    ) WHERE spec ->> '$.network.kind' = 'vgg19';
  `,
};
