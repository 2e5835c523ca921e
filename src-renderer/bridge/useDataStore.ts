import { defineStore } from 'pinia';

import type { DatasetName } from '#shared/datasets/datasets';
import type { PairQuery, SampleQuery } from '#shared/contract/inspection';
import type { Split } from '#shared/datasets/pixels';
import { useLab } from './lab';
import { latest } from './latest';

/** What is shown of a dataset: its facts, some of its images, its classes, its pairs. */
export const useDataStore = defineStore('data', () => {
  const lab = useLab();
  const summary = latest((dataset: DatasetName) => lab.ask('dataset:summary', { dataset }));
  const sample = latest((query: SampleQuery) => lab.ask('dataset:sample', query));
  /** Test images to choose one of. */
  const choice = latest((query: SampleQuery) => lab.ask('dataset:sample', query));
  const labels = latest((query: { readonly dataset: DatasetName; readonly split: Split }) =>
    lab.ask('dataset:labels', query),
  );
  const pairs = latest((query: PairQuery) => lab.ask('dataset:pairs', query));

  /** Another dataset, or the same with other files. */
  function forget(): void {
    for (const each of [summary, sample, labels, pairs]) each.clear();
  }

  return { summary, sample, choice, labels, pairs, forget };
});
