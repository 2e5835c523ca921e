import { expect, it } from 'vitest';

import { wishOf } from '../../../../src-renderer/logic/shortcuts';

const pressed = (key: string, more: KeyboardEventInit = {}) => wishOf(new KeyboardEvent('keydown', { key, ...more }));

it('reads the keys that work on every screen', () => {
  expect(pressed('k', { ctrlKey: true })).toEqual({ kind: 'palette' });
  expect(pressed('K', { metaKey: true })).toEqual({ kind: 'palette' });
  expect(pressed('?')).toEqual({ kind: 'shortcuts' });
  // with Alt some keyboards write another character
  expect(pressed('¡', { altKey: true, code: 'Digit1' })).toEqual({ kind: 'screen', place: 0 });
});

it('leaves every other key to whatever has the focus', () => {
  expect([pressed('k'), pressed('1', { code: 'Digit1' }), pressed('?', { ctrlKey: true })]).toEqual([null, null, null]);
});

it('lets a person type a question mark', () => {
  const input = document.body.appendChild(document.createElement('input'));
  let wish: unknown = 'not asked';
  input.addEventListener('keydown', (event) => {
    wish = wishOf(event);
  });
  input.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
  expect(wish).toBeNull();
  input.remove();
});
