import { Linter } from 'eslint';
import { expect, it } from 'vitest';

import { describesSomething } from '../../eslint-doc-comments.js';

const linter = new Linter();
const problemsIn = (code: string): readonly string[] =>
  linter
    .verify(code, [
      { plugins: { docs: { rules: { 'describes-something': describesSomething } } } },
      { rules: { 'docs/describes-something': 'error' } },
    ])
    .map(({ line, messageId }) => `${line} ${messageId}`);

it.each([
  ['a declaration', 'import a from "a";\n/** One. */\nexport const one = a;\n/** Two. */\nfunction two() {}'],
  ['a member', 'const a = {\n  /** One. */\n  one: 1,\n};\nclass B {\n  /** Two. */\n  two = 2;\n}'],
  ['a file', '// @ts-check\n/** What this file is for. */\nimport a from "a";\na();'],
  ['a file, and another before its first declaration', '/** What it is for. */\n\n/** One. */\nconst one = 1;'],
  ['a member of an element', 'const list = [{\n  /** One. */\n  one: 1 }];'],
  ['types of JavaScript', '/** @typedef {string} Name */\n/** One. */\nconst one = [/** @type {any} */ (1)];'],
  ['a declaration below a remark', '/** One. */\n// a remark\nconst one = 1;'],
])('a doc comment may stand before %s', (_, code) => {
  expect(problemsIn(code)).toEqual([]);
});

it.each([
  ['another doc comment', 'const a = 1;\n/** One. */\n/** Two. */\nconst two = 2;', ['2 comment']],
  ['a remark and another doc comment', 'a();\n/** One. */\n// a remark\n/** Two. */\nconst two = 2;', ['2 comment']],
  ['another doc comment of a member', 'class A {\n  /** One. */\n\n  /** Two. */\n  two = 2;\n}', ['2 comment']],
  ['an import that is not the first', 'import a from "a";\n/** One. */\nimport b from "b";\na(b);', ['2 import']],
  [
    'an element of a list',
    'const list = [\n  /** One. */\n  "one",\n  /** Two. */\n  two(),\n];',
    ['2 element', '4 element'],
  ],
  ['the end of a block', 'function a() {\n  a();\n  /** Nothing. */\n}', ['3 nothing']],
  ['the end of a file', 'const one = 1;\n/** Nothing. */\n', ['2 nothing']],
])('a doc comment before %s describes nothing', (_, code, problems) => {
  expect(problemsIn(code)).toEqual(problems);
});
