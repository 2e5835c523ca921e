import type { VueWrapper } from '@vue/test-utils';
import { expect, it } from 'vitest';

import type { DeviceSurvey } from '#shared/devices/devices';
import ComputeFields from '../../../../../src-renderer/features/design/ComputeFields.vue';
import { useDraftStore } from '../../../../../src-renderer/draft/useDraftStore';
import { aSurvey } from '../../../shared/surveys';
import { createFakeLab, ok } from '../../fake-lab';
import { showed } from '../../screen';
import { aSpec } from '../../specimens';

const shown = (survey: DeviceSurvey | null): Promise<VueWrapper> =>
  showed(ComputeFields, {}, createFakeLab({ 'device:survey': () => ok(survey) }));

/** Each device that can be chosen: its name, and whether it can be. */
const devicesOf = (wrapper: VueWrapper): readonly (readonly [string, boolean])[] =>
  wrapper.findAll('.device').map((row) => [row.get('label').text(), row.get('input').element.disabled]);

it('says which device automatic is now, and offers those that passed; one that failed says why', async () => {
  const wrapper = await shown(aSurvey());
  expect(wrapper.get('summary').text()).toContain('automatic: now cuda:0');
  expect(devicesOf(wrapper)).toEqual([
    ['automatic', false],
    ['cpu', false],
    ['cuda:0', false],
    ['cuda:1', true],
  ]);
  expect(wrapper.text()).toContain('Model of cuda:0, 9,000 images/s');
  expect(wrapper.findAll('.device').at(-1)?.text()).toContain('Not used: It computes something else.');
  wrapper.unmount();
});

it('has threads for the processor, and a precision only where there is a choice', async () => {
  const wrapper = await shown(aSurvey());
  const draft = useDraftStore();
  expect(wrapper.find('select').exists()).toBe(true);
  await wrapper.get('select').setValue('tf32');
  expect(draft.spec?.compute).toEqual({ device: 'auto', threads: null, precision: 'tf32' });
  await wrapper.get('input[value=cpu]').setValue();
  expect(wrapper.text()).toContain('Received the precision tf32 for cpu; expected float32');
  expect(wrapper.get('select').attributes('aria-invalid')).toBe('true');
  await wrapper.get('select').setValue('float32');
  expect(wrapper.find('select').exists()).toBe(false);
  expect(wrapper.text()).toContain('Empty: all 8 that it has');
  await wrapper.get('input[inputmode=numeric]').setValue('0');
  expect(wrapper.text()).toContain('Received 0; expected threads of the processor');
  await wrapper.get('input[inputmode=numeric]').setValue('3');
  expect(draft.spec?.compute).toEqual({ device: 'cpu', threads: 3, precision: 'float32' });
  expect(wrapper.get('summary').text()).toContain('cpu · threads: 3');
  wrapper.unmount();
});

it('leads to the test where there was none, and leaves the processor to choose', async () => {
  const wrapper = await shown(null);
  expect(devicesOf(wrapper)).toEqual([
    ['automatic', false],
    ['cpu', false],
  ]);
  expect(wrapper.text()).toContain('No device has been tested yet');
  expect(wrapper.get('a').attributes('href')).toContain('/devices');
  expect(wrapper.get('a').text()).toBe('Test the devices first');
  wrapper.unmount();
});

it('opens by itself where the device of a design is not here, and says so at the choice', async () => {
  const wrapper = await shown(aSurvey());
  expect(wrapper.get('details').element.open).toBe(false);
  useDraftStore().startFrom(aSpec({ compute: { device: 'webgpu:0' } }));
  await wrapper.vm.$nextTick();
  expect(wrapper.get('details').element.open).toBe(true);
  expect(wrapper.get('[role=radiogroup]').attributes('aria-invalid')).toBe('true');
  expect(wrapper.get('.problem').text()).toBe('WebGPU found no GPU. Install its driver.');
  expect(devicesOf(wrapper).at(-1)).toEqual(['webgpu:0', false]);
  wrapper.unmount();
});
