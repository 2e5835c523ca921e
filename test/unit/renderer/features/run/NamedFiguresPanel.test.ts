import { expect, it } from 'vitest';

import { BUILT_IN_METRICS } from '#shared/metrics/metrics';
import type { Evaluation } from '#shared/runs/run';
import { en } from '../../../../../src-renderer/i18n/en';
import NamedFiguresPanel from '../../../../../src-renderer/features/run/NamedFiguresPanel.vue';
import { show } from '../../screen';

it('lists the figures of a protocol that the lab does not know, by the names that it has for them', () => {
  const evaluation: Evaluation = {
    task: 'other',
    protocol: 'toy-calibration',
    counts: { kind: 'bins' },
    figures: { accuracy: 0.75, 'equal-error-rate': 0.25, 'toy-calibration-error': 0.125 },
  };
  const wrapper = show(NamedFiguresPanel, { evaluation });
  expect(wrapper.get('h2').text()).toBe('By the protocol toy-calibration, which is not one of the lab’s own');
  expect(wrapper.findAll('tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))).toEqual([
    ['Accuracy', '0.7500', ''],
    ['Equal error rate (EER)', '0.2500', 'less is better'],
    ['toy-calibration-error', '0.1250', ''],
  ]);
});

it('has a text for every metric of the lab', () => {
  expect(Object.keys(en.metric).toSorted()).toEqual([...BUILT_IN_METRICS].toSorted());
});
