import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef, watch } from 'vue';

import type { DatasetName } from '#shared/datasets/datasets';
import type {
  InspectionProgress,
  NeighbourQuery,
  ProjectionMethod,
  ProjectionQuery,
} from '#shared/contract/inspection';
import type { UnderstoodSummary } from '#shared/runs/run';
import { createBatch } from '../../bridge/frames';
import { useLab } from '../../bridge/lab';
import { latest } from '../../bridge/latest';

/** What a tower of a finished run makes of the test set, on a plane. It stays while the person looks at other screens. */
export const useEmbeddingsStore = defineStore('embeddings', () => {
  const lab = useLab();
  const run = shallowRef<UnderstoodSummary | null>(null);
  const method = shallowRef<ProjectionMethod>('pca');
  const tower = shallowRef<0 | 1>(0);
  const count = shallowRef(1_000);
  const seed = shallowRef(1);
  const progress = shallowRef<InspectionProgress | null>(null);
  /** A point that was chosen, by the index of its test image. */
  const chosen = shallowRef<number | null>(null);

  const projection = latest((query: ProjectionQuery) => lab.ask('run:projection', query));
  const neighbours = latest((query: NeighbourQuery) => lab.ask('run:neighbours', query));
  const labels = latest((dataset: DatasetName) => lab.ask('dataset:labels', { dataset, split: 'test' }));
  const predictions = latest((id: number) => lab.ask('run:predictions', { id }));

  /** Whether the second input has a tower of its own. */
  const hasTwoTowers = computed(() => {
    const network = run.value?.spec.network;
    return network !== undefined && 'towers' in network && network.towers === 'separate';
  });
  const query = computed((): ProjectionQuery | null => {
    const { testCount } = run.value?.datasetFacts ?? {};
    if (run.value === null || testCount === undefined) return null;
    return {
      id: run.value.id,
      tower: hasTwoTowers.value ? tower.value : 0,
      count: Math.min(count.value, testCount),
      method: method.value,
      // PCA has no chance in it, and is the same for every seed
      seed: method.value === 'umap' ? seed.value : 1,
    };
  });

  async function project(): Promise<void> {
    if (query.value === null) return;
    progress.value = null;
    await projection.ask(query.value);
    progress.value = null;
  }

  function choose(picked: UnderstoodSummary): void {
    if (run.value?.id === picked.id) return;
    run.value = picked;
    // points of another run mean nothing beside the classes of this one
    projection.clear();
    void labels.ask(picked.spec.dataset);
    void predictions.ask(picked.id);
  }

  watch(query, (asked, before) => {
    if (JSON.stringify(asked) === JSON.stringify(before)) return;
    if (asked?.id !== before?.id || asked?.count !== before?.count) chosen.value = null;
    void project();
  });
  watch([chosen, query], ([index, asked]) => {
    neighbours.clear();
    if (index === null || asked === null) return;
    const { id, tower: asker, count: embedded } = asked;
    void neighbours.ask({ id, tower: asker, count: embedded, index, limit: 12 });
  });

  async function cancel(): Promise<void> {
    if (run.value !== null) await lab.ask('run:cancel-projection', { id: run.value.id });
  }

  const arrived = createBatch<{ readonly id: number; readonly progress: InspectionProgress }>((told) => {
    const last = told.findLast(({ id }) => id === run.value?.id);
    if (last !== undefined && projection.isAsking.value) progress.value = last.progress;
  });
  lab.listen('projection:progress', arrived);

  return {
    run: shallowReadonly(run),
    method,
    tower,
    count,
    seed,
    chosen,
    hasTwoTowers,
    progress: shallowReadonly(progress),
    projection,
    neighbours,
    labels,
    predictions,
    choose,
    project,
    cancel,
  };
});
