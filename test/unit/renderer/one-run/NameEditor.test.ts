import { expect, it } from 'vitest';

import NameEditor from '../../../../src-renderer/one-run/NameEditor.vue';
import { createFakeLab, ok, settled } from '../fake-lab';
import { showed } from '../screen';
import { aSummary } from '../specimens';

it('names the experiment of a run, and offers what its design says where nobody has', async () => {
  const lab = createFakeLab({ 'run:name': () => ok(null) });
  const wrapper = await showed(NameEditor, { run: aSummary({ id: 7 }) }, lab);
  await wrapper.get('button').trigger('click');
  await settled();
  const input = document.querySelector<HTMLInputElement>('input[type="text"]');
  expect(input?.value).toBe('');
  expect(input?.placeholder).toBe('vanilla on Shapes, 100%');
  if (input !== null) input.value = '  My first ';
  input?.dispatchEvent(new Event('input'));
  document.querySelector('form')?.dispatchEvent(new Event('submit'));
  await settled();
  expect(lab.asked).toContainEqual(['run:name', { id: 7, name: 'My first' }]);
  wrapper.unmount();
});
