import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readImageList } from '#main/datasets/own/image-list';

import { fuzzRuns } from '../../../shared/hostile-values';
import { expectRefusal } from '../../hostile-bytes';

const pathsOf = (content: string): unknown => readImageList(content, 'list.csv').images.map(({ path }) => path);
const reasonsOf = (content: string): unknown => readImageList(content, 'list.csv').wrong;

describe('readImageList', () => {
  it('reads path and label', () => {
    expect(readImageList('path,label\na/1.png,cat\n2.png,dog\n', 'list.csv')).toEqual({
      images: [
        { path: 'a/1.png', file: 'a/1.png', className: 'cat', group: null, split: null },
        { path: '2.png', file: '2.png', className: 'dog', group: null, split: null },
      ],
      wrong: [],
    });
  });

  it('reads split and group, in any order, where a line has them', () => {
    const { images } = readImageList('Subject,Set,Class,Filename\nann,Train,cat,1.png\n,,dog,2.png\n', 'list.csv');
    expect(images.map(({ group, split, className }) => [group, split, className])).toEqual([
      ['ann', 'train', 'cat'],
      [null, null, 'dog'],
    ]);
  });

  it.each([
    ['a byte-order mark', '\ufeffpath,label\n1.png,cat\n'],
    ['semicolons', 'path;label\n1.png;cat\n'],
    ['tabs', 'path\tlabel\n1.png\tcat\n'],
    ['a byte-order mark, semicolons and quotes', '\ufeff"path";"label"\r\n"1.png";"cat"\r\n'],
    ['lines that end as on Windows', 'path,label\r\n1.png,cat\r\n'],
    ['lines that end as on old Macintoshes', 'path,label\r1.png,cat\r'],
    ['no end of the last line', 'path,label\n1.png,cat'],
    ['empty lines', '\n\npath,label\n\n1.png,cat\n\n'],
    ['blanks around the cells', ' path , label \n 1.png , cat \n'],
    ['a path that begins here', 'path,label\n././1.png,cat\n'],
    ['more cells than columns', 'path,label\n1.png,cat,more,and more\n'],
  ])('reads a list with %s', (_what, content) => {
    expect(readImageList(content, 'list.csv')).toEqual({
      images: [{ path: '1.png', file: '1.png', className: 'cat', group: null, split: null }],
      wrong: [],
    });
  });

  it('takes what is in quotes as it is', () => {
    expect(pathsOf('path,label\n"a, ""b""\nc.png",cat\n')).toEqual(['a, "b"\nc.png']);
  });

  it('takes a quote inside a cell for a letter', () => {
    expect(pathsOf('path,label\n5" screen.png,cat\n')).toEqual(['5" screen.png']);
  });

  it('writes one path in one way', () => {
    expect(pathsOf('path,label\n.\\a\\1.png,cat\na//2.png,cat\na/./3.png,cat\n')).toEqual([
      'a/1.png',
      'a/2.png',
      'a/3.png',
    ]);
  });

  it.each([
    ['names no picture', ',cat', 'list.csv:2', 'The line names no picture.'],
    ['gives no label', '1.png,', 'list.csv:2 1.png', 'The line gives no label.'],
    ['is too short', '1.png', 'list.csv:2 1.png', 'The line gives no label.'],
    ['climbs out', 'a/../../1.png,cat', 'list.csv:2 a/../../1.png', 'The path leads out of the folder of the list.'],
    [
      'climbs out with backslashes',
      '..\\1.png,cat',
      'list.csv:2 ../1.png',
      'The path leads out of the folder of the list.',
    ],
    ['is absolute', '/etc/1.png,cat', 'list.csv:2 /etc/1.png', 'The path leads out of the folder of the list.'],
    ['names a drive', 'C:\\1.png,cat', 'list.csv:2 C:/1.png', 'The path leads out of the folder of the list.'],
    [
      'names another computer',
      '\\\\host\\1.png,cat',
      'list.csv:2 //host/1.png',
      'The path leads out of the folder of the list.',
    ],
  ])('passes over a line that %s, and says so', (_what, line, path, reason) => {
    const { images, wrong } = readImageList(`path,label\n${line}\n2.png,dog\n`, 'list.csv');
    expect(wrong).toEqual([{ path, reason }]);
    expect(images.map((image) => image.path)).toEqual(['2.png']);
  });

  it('passes over a second line of one picture', () => {
    expect(reasonsOf('path,label\n1.png,cat\n./1.png,dog\n')).toEqual([
      { path: 'list.csv:3 1.png', reason: 'An earlier line names this picture already.' },
    ]);
  });

  it('says which split it received', () => {
    expect(reasonsOf('path,label,split\n1.png,cat,tes\u001bt\n')).toEqual([
      { path: 'list.csv:2 1.png', reason: 'Received the split "tes\\u001bt"; expected train, validation, test.' },
    ]);
  });

  it('counts lines as an editor does, with the empty ones and those inside quotes', () => {
    expect(reasonsOf('path,label\n\n"a\nb.png",cat\n\n2.png,\n')).toEqual([
      { path: 'list.csv:6 2.png', reason: 'The line gives no label.' },
    ]);
  });

  it.each([
    ['nothing', ''],
    ['a byte-order mark alone', '\ufeff'],
    ['no path', 'label,split\ncat,train\n'],
    ['no label', 'path,split\n1.png,train\n'],
    ['no header', '1.png,cat\n2.png,dog\n'],
    ['words', 'dear reader\n'],
    ['a quote that never ends', 'path,label\n"1.png,cat\n'],
    ['bytes', '\u0000\u0001\u0002'],
  ])('refuses a list of %s', (_what, content) => {
    let refused: unknown = null;
    try {
      readImageList(content, 'list.csv');
    } catch (error) {
      refused = error;
    }
    expectRefusal(refused, ['invalid-request']);
    expect(String(refused)).toMatch(/path and label/);
  });

  it('reads 200,000 lines', () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `folder/${index}.png,class ${index % 100},train`);
    const { images, wrong } = readImageList(`path,label,split\n${lines.join('\n')}\n`, 'list.csv');
    expect([images.length, wrong.length]).toEqual([200_000, 0]);
    expect(images.at(-1)).toMatchObject({ path: 'folder/199999.png', className: 'class 99', split: 'train' });
  }, 10_000);

  const piece = fc.oneof(
    fc.constantFrom(
      ',',
      ';',
      '\t',
      '"',
      '\n',
      '\r\n',
      '\r',
      ' ',
      '..',
      '/',
      '\\',
      '\ufeff',
      '\0',
      '__proto__',
      'train',
    ),
    fc.constantFrom('path', 'label', 'split', 'group', '1.png', 'cat', 'a/b.png', '\ud800', '猫', "'"),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  it('refuses any text, or makes a list of it that leads nowhere else', () => {
    const text = fc.tuple(
      fc.constantFrom('', '', 'path,label\n', 'path;label;split;group\n', '\ufeffpath\tlabel\r\n'),
      fc.array(piece, { maxLength: 40 }),
    );
    let read = 0;
    fc.assert(
      fc.property(text, ([head, pieces]) => {
        try {
          const { images, wrong } = readImageList(head + pieces.join(''), 'list.csv');
          read += images.length + wrong.length;
          for (const { path, className } of images) {
            const parts = path.split('/');
            if (className === '' || parts.some((part) => ['', '.', '..'].includes(part))) throw new Error(path);
          }
          if (new Set(images.map(({ path }) => path)).size !== images.length) throw new Error('twice');
        } catch (error) {
          expectRefusal(error, ['invalid-request']);
        }
      }),
      { numRuns: fuzzRuns(5000) },
    );
    expect(read).toBeGreaterThan(1000);
  });
});
