import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import type { Component } from 'vue';
import { createMemoryHistory } from 'vue-router';

import { createLabI18n } from '../../../src-renderer/i18n/i18n';
import { createLabRouter } from '../../../src-renderer/app/router';
import { labKey } from '../../../src-renderer/bridge/lab';
import { createFakeLab, settled, type FakeLab } from './fake-lab';

/** A component as the window would show it, without the drawing of charts: there is no canvas here. */
export function show(component: Component, props: Record<string, unknown> = {}, lab = createFakeLab()): VueWrapper {
  const wrapper: VueWrapper = mount(component, {
    props,
    attachTo: document.body,
    global: {
      plugins: [createPinia(), createLabI18n(), createLabRouter(createMemoryHistory())],
      provide: { [labKey as symbol]: lab.bridge },
      stubs: { LineChart: true },
    },
  });
  return wrapper;
}

/** The same, once the lab has answered. */
export async function showed(component: Component, props: Record<string, unknown>, lab: FakeLab): Promise<VueWrapper> {
  const wrapper = show(component, props, lab);
  await settled();
  return wrapper;
}
