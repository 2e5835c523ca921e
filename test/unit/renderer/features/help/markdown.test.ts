import { mount } from '@vue/test-utils';
import fc from 'fast-check';
import { createMemoryHistory } from 'vue-router';
import { describe, expect, it } from 'vitest';

import { createLabRouter } from '../../../../../src-renderer/app/router';
import { readGuide } from '../../../../../src-renderer/features/help/guide';
import { readMarkdown, TAGS, wordsOf } from '../../../../../src-renderer/features/help/markdown';
import { MarkdownBody } from '../../../../../src-renderer/features/help/MarkdownBody';
import { createLabI18n } from '../../../../../src-renderer/i18n/i18n';

/** The elements that a text becomes in the window. */
function drawn(text: string): HTMLElement {
  const pages = readGuide({ index: `# Page\n\n${text}` }, {});
  const [page] = pages;
  if (page === undefined) throw new Error('a text without a page');
  const plugins = [createLabI18n(), createLabRouter(createMemoryHistory())];
  const around = document.createElement('div');
  mount(MarkdownBody, { props: { page, pages, language: 'en' }, global: { plugins }, attachTo: around });
  return around;
}

const KNOWN = new Set<string>([...TAGS, 'div', 'span']);
const ATTRIBUTES = new Set(['id', 'class', 'tabindex', 'role', 'aria-label', 'scope', 'href', 'src', 'alt', 'title']);

/** Text that tries to become more than text. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '<img src=x onerror="a()">',
        '<style>*{}</style>',
        '<b onclick=a()>',
        '[a](javascript:alert(1))',
        '![a](javascript:alert(1))',
        '[a](data:text/html,<script>)',
        '<a href="file:///etc">',
        '<!-- c -->',
        '| a |\n|:-:|\n| b |\n',
        '\n\n',
        '- ',
        '# ',
        '`',
        '```html\n',
        '&lt;script&gt;',
        '<javascript:a>',
      ),
      fc.string({ maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('a page of Markdown', () => {
  it('becomes known elements with known attributes only, whatever was written', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const element of drawn(text).querySelectorAll('*')) {
          if (element.tagName === 'DIV' && element.hasAttribute('data-v-app')) continue;
          expect(KNOWN).toContain(element.tagName.toLowerCase());
          for (const { name, value } of element.attributes) {
            if (name === 'data-v-app') continue;
            expect(ATTRIBUTES).toContain(name);
            if (name === 'href') expect(value).toMatch(/^\/help\//);
            if (name === 'src') expect(value).not.toMatch(/^(javascript|data):/i);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('shows HTML as the words that it is', () => {
    const page = drawn('Before <b>bold</b> <script>alert(1)</script>');
    expect(page.textContent).toContain('Before <b>bold</b> <script>alert(1)</script>');
    expect(page.querySelector('b, script')).toBeNull();
  });

  it('keeps its parts: lists, tables, code, emphasis', () => {
    const page = drawn('- one\n- *two*\n\n| a | b |\n| - | - |\n| 1 | `2` |\n\n```sh\nnpm start\n```');
    expect([...page.querySelectorAll('li')].map((item) => item.innerHTML)).toEqual(['one', '<em>two</em>']);
    expect([...page.querySelectorAll('th, td')].map((cell) => cell.textContent)).toEqual(['a', 'b', '1', '2']);
    expect(page.querySelector('pre')?.textContent).toBe('npm start\n');
  });

  it('reads the words of a text without its signs', () => {
    const words = readMarkdown('A **bold** [link](x.md)\nand `code`').map(wordsOf);
    expect(words).toEqual(['A bold link and code']);
  });
});
