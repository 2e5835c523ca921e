import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { h } from 'vue';

import { DATASETS, type DatasetFacts } from '#shared/datasets/datasets';
import { parseExperimentSpec } from '#shared/experiment/experiment';
import { titleOf } from '#shared/experiment/title';
import { createLabI18n } from '../../../../src-renderer/i18n/i18n';
import { useNames, type Names } from '../../../../src-renderer/i18n/useNames';
import { aSummary } from '../specimens';

function namesIn(locale: 'en' | 'pl'): Names {
  const i18n = createLabI18n();
  i18n.global.locale.value = locale;
  let names: Names | undefined;
  const wrapper = mount(
    () => {
      names ??= useNames();
      return h('p');
    },
    { global: { plugins: [i18n] } },
  );
  wrapper.unmount();
  if (names === undefined) throw new Error('Nothing was drawn.');
  return names;
}

const GONE: DatasetFacts = { ...DATASETS.get('shapes'), name: 'leaves', title: 'Leaves of trees' };

it('an experiment on a dataset that this lab does not know has the title that its own facts give, in each language', () => {
  const parsed = parseExperimentSpec({ dataset: 'leaves' }, GONE);
  if (parsed.kind === 'invalid') throw new Error('It was refused.');
  const { spec } = parsed;
  expect([titleOf(spec), titleOf(spec, GONE)]).toEqual(['vanilla on leaves, 100%', 'vanilla on Leaves of trees, 100%']);
  const run = { ...aSummary(), spec, datasetFacts: GONE, experimentTitle: titleOf(spec, GONE) };
  expect(namesIn('en').experiment(run)).toBe('vanilla on Leaves of trees, 100%');
  expect(namesIn('pl').experiment(run)).toBe('vanilla, zbiór Leaves of trees, 100%');
  expect(namesIn('pl').dataset('leaves', GONE)).toBe('Leaves of trees');
  expect(namesIn('pl').dataset('leaves')).toBe('leaves');
});
