import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { escapedMarkup, markup, trusted } from '#shared/basics/markup';

/** What a browser reads in the place of a text. */
function read(escaped: string): string {
  return escaped
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Letters of which markup is made are as likely as all others. */
const text = fc.string({
  unit: fc.constantFrom('<', '>', '&', '"', "'", '/', '=', ';', '#', 'a', ' ', '\n', '-', '`'),
});

describe('a text in markup', () => {
  it('is read as it is, and cannot end what it stands in', () => {
    fc.assert(
      fc.property(text, (given) => {
        const escaped = escapedMarkup(given);
        expect(escaped).not.toMatch(/[<>"']/);
        expect(escaped.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
        expect(read(escaped)).toBe(given);
      }),
    );
  });

  it('holds nothing that XML cannot hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        // eslint-disable-next-line no-control-regex
        expect(escapedMarkup(given)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      }),
    );
    expect(escapedMarkup('a\u0000b\ud800c')).toBe('a\ufffdb\ufffdc');
  });
});

describe('a template', () => {
  it('escapes what is put into it, but no markup', () => {
    const name = '<img src=x onerror="1">';
    expect(markup`<p title="${name}">${'a & b'}</p>`.markup).toBe(
      '<p title="&lt;img src=x onerror=&quot;1&quot;&gt;">a &amp; b</p>',
    );
    expect(markup`<ul>${[1, 2].map((item) => markup`<li>${item}</li>`)}</ul>`.markup).toBe(
      '<ul><li>1</li>\n<li>2</li></ul>',
    );
    expect(markup`<div>${trusted('<b>ours</b>')}</div>`.markup).toBe('<div><b>ours</b></div>');
  });
});
