import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import { bestDevice, type DeviceReport, type DeviceSurvey } from '#shared/devices/devices';
import type { LabFailure } from '#shared/errors/errors';
import { useLab } from './lab';

/** What can compute on this machine, as it was last tested. */
export const useDevicesStore = defineStore('devices', () => {
  const lab = useLab();
  const survey = shallowRef<DeviceSurvey | null>(null);
  const isLoaded = shallowRef(false);
  const isTesting = shallowRef(false);
  /** Of the test that runs: the devices that are done. */
  const arrived = shallowRef<readonly DeviceReport[]>([]);
  const failure = shallowRef<LabFailure | null>(null);

  async function load(): Promise<void> {
    const reply = await lab.ask('device:survey', null);
    isLoaded.value = true;
    if (reply.ok) survey.value = reply.value;
    else failure.value = reply.failure;
  }

  async function test(): Promise<void> {
    if (isTesting.value) return;
    isTesting.value = true;
    arrived.value = [];
    failure.value = null;
    const reply = await lab.ask('device:test', null);
    isTesting.value = false;
    if (reply.ok) survey.value = reply.value;
    else failure.value = reply.failure;
  }

  lab.listen('device:tested', (report) => {
    if (isTesting.value) arrived.value = [...arrived.value, report];
  });

  return {
    survey: shallowReadonly(survey),
    isLoaded: shallowReadonly(isLoaded),
    isTesting: shallowReadonly(isTesting),
    failure: shallowReadonly(failure),
    /** Those of the test that runs, otherwise those of the last one. */
    reports: computed(() => (isTesting.value ? arrived.value : (survey.value?.reports ?? []))),
    best: computed(() => bestDevice(survey.value)),
    load,
    test,
  };
});
