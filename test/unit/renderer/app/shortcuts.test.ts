import { expect, it } from 'vitest';

import { wishOf } from '../../../../src-renderer/app/shortcuts';

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

/** What "?" asks for where an element has the focus. */
function askedIn(html: string): unknown {
  const around = document.body.appendChild(document.createElement('div'));
  around.innerHTML = html;
  let wish: unknown = 'not asked';
  around.addEventListener('keydown', (event) => {
    wish = wishOf(event);
  });
  around.querySelector('*')?.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
  around.remove();
  return wish;
}

it.each([
  '<input>',
  '<input type="text">',
  '<input type="search">',
  '<input type="number">',
  '<textarea></textarea>',
  '<select><option>a</option></select>',
  '<p contenteditable="true"></p>',
])('lets a person type a question mark into %s', (html) => {
  expect(askedIn(html)).toBeNull();
});

it.each([
  '<input type="checkbox">',
  '<input type="radio">',
  '<input type="range">',
  '<input type="file">',
  '<input type="submit">',
  '<button></button>',
  '<summary></summary>',
  '<p contenteditable="false"></p>',
])('hears a single key where nothing can be typed: %s', (html) => {
  expect(askedIn(html)).toEqual({ kind: 'shortcuts' });
});
