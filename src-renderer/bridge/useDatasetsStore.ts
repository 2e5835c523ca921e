import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef, type ShallowRef } from 'vue';

import type { Reply, RequestResult } from '#shared/contract/ipc';
import {
  DATASETS,
  type DatasetInfo,
  type DatasetName,
  type DatasetState,
  type InstallProgress,
} from '#shared/datasets/datasets';
import type { LabFailure } from '#shared/errors/errors';
import { useAskWithNotice } from './useAskWithNotice';
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
  const askWithNotice = useAskWithNotice();
  const infos = shallowRef<readonly DatasetInfo[]>([]);
  const { run, ...installing } = useInstallations((arrived) => {
    infos.value = infos.value.map((info) => (info.facts.name === arrived.facts.name ? arrived : info));
  });

  async function load(): Promise<void> {
    const reply = await lab.ask('dataset:list', null);
    if (reply.ok) keep(reply.value);
    else notices.tell(reply.failure, 'page');
  }

  /** What an extension or a person has brought to the lab is known in the window from now on. */
  function keep(listed: readonly DatasetInfo[]): void {
    for (const { facts } of listed) {
      if (facts.own !== undefined) DATASETS.remove(facts.name);
      if (DATASETS.find(facts.name) === undefined) DATASETS.register(facts);
    }
    infos.value = listed;
  }

  /** One that was just made, in the place of an earlier one of its name. */
  function replace(made: DatasetInfo): void {
    keep([...infos.value.filter(({ facts }) => facts.name !== made.facts.name), made]);
  }

  /** One of a person's own. @returns whether it is gone */
  async function remove(dataset: DatasetName): Promise<boolean> {
    const reply = await askWithNotice('dataset:remove', { dataset });
    if (!reply.ok) return false;
    DATASETS.remove(dataset);
    infos.value = infos.value.filter(({ facts }) => facts.name !== dataset);
    return true;
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

  return {
    infos: shallowReadonly(infos),
    ...installing,
    load,
    replace,
    remove,
    stateOf,
    install,
    importFrom,
    verify,
  };
});

type Answer = Reply<RequestResult<'dataset:import'>>;

interface Installations {
  readonly installations: Readonly<ShallowRef<ByDataset<Installation>>>;
  /** Why the last installation or verification of a dataset did not succeed. */
  readonly failures: Readonly<ShallowRef<ByDataset<LabFailure>>>;
  /** Does nothing while the dataset is being installed already. */
  readonly run: (dataset: DatasetName, from: Installation['from'], act: () => Promise<Answer>) => Promise<void>;
  readonly cancelInstall: (dataset: DatasetName) => Promise<void>;
}

/** What is being installed, and what went wrong with it. */
function useInstallations(onArrival: (info: DatasetInfo) => void): Installations {
  const lab = useLab();
  const askWithNotice = useAskWithNotice();
  const installations = shallowRef<ByDataset<Installation>>(new Map());
  const failures = shallowRef<ByDataset<LabFailure>>(new Map());

  lab.listen('dataset:progress', (progress) => {
    const installation = installations.value.get(progress.dataset);
    if (installation !== undefined) change(installations, progress.dataset, { ...installation, progress });
  });

  return {
    installations: shallowReadonly(installations),
    failures: shallowReadonly(failures),
    run: async (dataset, from, act) => {
      if (installations.value.has(dataset)) return;
      change(installations, dataset, { from, progress: null, isCancelling: false });
      change(failures, dataset, undefined);
      const reply = await act();
      change(installations, dataset, undefined);
      if (!reply.ok) {
        if (reply.failure.code !== 'cancelled') change(failures, dataset, reply.failure);
      } else if (reply.value !== null) onArrival(reply.value);
    },
    cancelInstall: async (dataset) => {
      const installation = installations.value.get(dataset);
      if (installation === undefined) return;
      change(installations, dataset, { ...installation, isCancelling: true });
      await askWithNotice('dataset:cancel-install', { dataset });
    },
  };
}

function change<Value>(map: ShallowRef<ByDataset<Value>>, dataset: DatasetName, value: Value | undefined): void {
  const next = new Map(map.value);
  if (value === undefined) next.delete(dataset);
  else next.set(dataset, value);
  map.value = next;
}
