import { expect, it } from 'vitest';

import DeviceTroubleNote from '../../../../src-renderer/features/devices/DeviceTroubleNote.vue';
import FailureNote from '../../../../src-renderer/ui/FailureNote.vue';
import RawText from '../../../../src-renderer/ui/RawText.vue';
import { show } from '../screen';

const TEXT = 'line 1\n  <b>line 2</b>';

it('shows a text as it was written, below its name, within reach of the keyboard', () => {
  const wrapper = show(RawText, { summary: 'Details', text: TEXT });
  expect([wrapper.get('summary').text(), wrapper.get('pre').element.textContent]).toEqual(['Details', TEXT]);
  expect(wrapper.get('pre').attributes('tabindex')).toBe('0');
});

it('stands in a failure with its code, and in a trouble of a device; not where there is nothing more to say', () => {
  const failure = { code: 'internal', message: 'No.' } as const;
  const trouble = { reason: 'No device.', mend: 'Plug one in.' };
  expect(show(FailureNote, { failure: { ...failure, detail: TEXT } }).get('pre').element.textContent).toMatch(
    /internal\nline 1\n {2}<b>line 2<\/b>$/,
  );
  expect(show(DeviceTroubleNote, { trouble: { ...trouble, detail: TEXT } }).get('pre').element.textContent).toBe(TEXT);
  expect(show(FailureNote, { failure }).find('details').exists()).toBe(false);
  expect(show(DeviceTroubleNote, { trouble }).find('details').exists()).toBe(false);
});
