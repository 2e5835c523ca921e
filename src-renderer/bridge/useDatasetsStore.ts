import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue';

import {
  DATASETS,
  type DatasetInfo,
  type DatasetName,
  type DatasetState,
  type InstallProgress,
} from '#shared/datasets/datasets';
import type { LabFailure } from '#shared/errors/errors';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';

export interface Installation {
  readonly from: 'download' | 'archive' | 'folder' | 'verification';
  /** Null until the lab has said something. */
  readonly progress: InstallProgress | null;
  readonly isCancelling: boolean;
}

type ByDataset<Value> = ReadonlyMap<DatasetName, Value>;

/** Where the datasets stand on this machine, and their installation. */
export const useDatasetsStore = defineStore('datasets', () => {
  const lab = useLab();
  const notices = useNoticesStore();

  const infos = shallowRef<readonly DatasetInfo[]>([]);
  const installations = shallowRef<ByDataset<Installation>>(new Map());
  /** Why the last installation or verification of a dataset did not succeed. */
  const failures = shallowRef<ByDataset<LabFailure>>(new Map());

  async function load(): Promise<void> {
    const reply = await lab.ask('dataset:list', null);
    if (reply.ok) keep(reply.value);
    else notices.tell(reply.failure, 'page');
  }

  /** What an extension has brought to the lab is known in the window from now on. */
  function keep(listed: readonly DatasetInfo[]): void {
    for (const { facts } of listed) if (DATASETS.find(facts.name) === undefined) DATASETS.register(facts);
    infos.value = listed;
  }

  /** Undefined until the lab has answered. */
  function stateOf(dataset: DatasetName): DatasetState | undefined {
    return infos.value.find(({ facts }) => facts.name === dataset)?.state;
  }

  async function install(dataset: DatasetName): Promise<void> {
    await run(dataset, 'download', () => lab.ask('dataset:install', { dataset }));
  }

  async function importFrom(dataset: DatasetName, from: 'archive' | 'folder'): Promise<void> {
    await run(dataset, from, () => lab.ask('dataset:import', { dataset, from }));
  }

  /** Reads every file of an installed one again. */
  async function verify(dataset: DatasetName): Promise<void> {
    await run(dataset, 'verification', () => lab.ask('dataset:verify', { dataset }));
  }

  type Answer = Awaited<ReturnType<typeof lab.ask<'dataset:import'>>>;

  async function run(dataset: DatasetName, from: Installation['from'], act: () => Promise<Answer>): Promise<void> {
    if (installations.value.has(dataset)) return;
    change(installations, dataset, { from, progress: null, isCancelling: false });
    change(failures, dataset, undefined);
    const reply = await act();
    change(installations, dataset, undefined);
    if (!reply.ok) {
      if (reply.failure.code !== 'cancelled') change(failures, dataset, reply.failure);
      return;
    }
    const arrived = reply.value;
    if (arrived === null) return;
    infos.value = infos.value.map((info) => (info.facts.name === dataset ? arrived : info));
  }

  async function cancelInstall(dataset: DatasetName): Promise<void> {
    const installation = installations.value.get(dataset);
    if (installation === undefined) return;
    change(installations, dataset, { ...installation, isCancelling: true });
    const reply = await lab.ask('dataset:cancel-install', { dataset });
    if (!reply.ok) notices.tell(reply.failure);
  }

  lab.listen('dataset:progress', (progress) => {
    const installation = installations.value.get(progress.dataset);
    if (installation !== undefined) change(installations, progress.dataset, { ...installation, progress });
  });

  return {
    infos: shallowReadonly(infos),
    installations: shallowReadonly(installations),
    failures: shallowReadonly(failures),
    load,
    stateOf,
    install,
    importFrom,
    verify,
    cancelInstall,
  };
});

function change<Value>(map: ShallowRef<ByDataset<Value>>, dataset: DatasetName, value: Value | undefined): void {
  const next = new Map(map.value);
  if (value === undefined) next.delete(dataset);
  else next.set(dataset, value);
  map.value = next;
}
