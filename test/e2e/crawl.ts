import type { Page } from '@playwright/test';

import { en } from '../../src-renderer/i18n/en';
import { pl } from '../../src-renderer/i18n/pl';

interface Tree {
  readonly [key: string]: string | Tree;
}

function messagesOf(tree: Tree, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : messagesOf(value, `${path}${key}.`),
  );
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every English message that Polish says otherwise, as a pattern of a whole text: `{names}` stand for anything. */
export function englishPatterns(): readonly string[] {
  const polish = new Map(messagesOf(pl));
  const forms = new Set([...polish.values()].flatMap((message) => message.split(' | ')));
  return messagesOf(en)
    .filter(([key, message]) => polish.get(key) !== message)
    .flatMap(([, message]) => message.split(' | '))
    .filter((form) => !forms.has(form) && /\p{L}{2}/u.test(form.replaceAll(/\{\w+\}/g, '')))
    .map(
      (form) =>
        `^${form
          .split(/\{\w+\}/)
          .map(escaped)
          .join('.+')}$`,
    );
}

/** The texts on the screen that are English or have a decimal point. What is code, a name or a path is let be. */
export function foreignTexts(page: Page, patterns: readonly string[]): Promise<readonly string[]> {
  return page.evaluate((english) => {
    const known = new RegExp(english.join('|'));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    const judge = (text: string): void => {
      const said = text.trim().replaceAll(/\s+/g, ' ');
      if (said === '') return;
      if (known.test(said)) found.push(`English: ${said}`);
      else if (/(^|[\s(±])\d+\.\d+(?![\d.]*\.\d)(?=$|[\s),;%])/.test(said)) found.push(`a decimal point: ${said}`);
    };
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const around = node.parentElement;
      if (around?.closest('code, pre, footer, script, style') !== null) continue;
      judge(node.nodeValue ?? '');
    }
    for (const field of document.querySelectorAll('input[type="text"]')) judge((field as HTMLInputElement).value);
    return [...new Set(found)];
  }, patterns);
}

/** Cards that something leaves at a side, texts that are cut without a sign, and texts over texts. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} “${element.textContent.trim().replaceAll(/\s+/g, ' ').slice(0, 50)}”`;
    const isHidden = (element: Element): boolean =>
      element.closest('.visually-hidden, [hidden], .skip, svg') !== null ||
      !element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true });
    const main = document.querySelector('main');
    if (main !== null && main.scrollWidth > main.clientWidth)
      faults.push(`the page scrolls sideways: ${main.scrollWidth} > ${main.clientWidth}`);
    const scrolls = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (at === main) continue;
        if (/auto|scroll/.test(overflowX) && at.scrollWidth > at.clientWidth + 1) return true;
        if (/auto|scroll/.test(overflowY) && at.scrollHeight > at.clientHeight + 1) return true;
      }
      return false;
    };
    for (const card of document.querySelectorAll('.panel, .card')) {
      if (isHidden(card)) continue;
      if (card.scrollWidth > card.clientWidth + 1)
        faults.push(`leaves its card: ${nameOf(card)} ${card.scrollWidth} > ${card.clientWidth}`);
      const inside = card.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(card).paddingRight);
      for (const table of card.querySelectorAll('table')) {
        const { right } = table.getBoundingClientRect();
        if (!isHidden(table) && !scrolls(table) && right > inside + 1.5)
          faults.push(`leaves its card by ${(right - inside).toFixed(0)} px: ${nameOf(table)} of ${nameOf(card)}`);
      }
    }
    const texts: { readonly element: Element; readonly rect: DOMRect }[] = [];
    const walker = document.createTreeWalker(main ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || (node.nodeValue ?? '').trim() === '' || isHidden(element)) continue;
      const style = getComputedStyle(element);
      const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      if (isCut && style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis')
        faults.push(`cut: ${nameOf(element)}`);
      if (element.closest('option, select') !== null || scrolls(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      // an ellipsis cuts what the range still counts
      const { left, right } = element.getBoundingClientRect();
      const isClipped = style.overflowX === 'hidden';
      for (const rect of range.getClientRects()) {
        const shown = isClipped ? Math.min(rect.right, right) - Math.max(rect.left, left) : rect.width;
        if (shown > 1) texts.push({ element, rect: new DOMRect(rect.left, rect.top, shown, rect.height) });
      }
    }
    const sticky = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null && at !== main; at = at.parentElement) {
        if (/sticky|fixed|absolute/.test(getComputedStyle(at).position)) return true;
      }
      return false;
    };
    const still = texts.filter(({ element }) => !sticky(element)).sort((a, b) => a.rect.top - b.rect.top);
    still.forEach(({ element, rect }, place) => {
      for (const other of still.slice(place + 1)) {
        if (other.rect.top > rect.bottom - 4) break;
        const across = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
        const down = Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
        if (across > 2 && down > 4 && !element.contains(other.element) && !other.element.contains(element)) {
          faults.push(`over each other: ${nameOf(element)} and ${nameOf(other.element)}`);
        }
      }
    });
    return [...new Set(faults)];
  });
}
