// Who may import what. One table; the linter reads it (eslint.config.js), and a test holds it to its word
// (test/unit/eslint-layers.test.ts). A file belongs to one row.

const MAIN = { pattern: '^#main/|src-main/', why: 'main’s code' };
const RENDERER = { pattern: '^#renderer/|src-renderer/', why: 'the window’s code' };
const NODE = { pattern: '^node:', why: 'Node' };
const ELECTRON = { pattern: '^electron($|/)', why: 'Electron' };
const VUE = { pattern: '^(vue|vue-router|vue-i18n|pinia|reka-ui|chart\\.js)($|/)', why: 'the window’s libraries' };
const TENSORFLOW = { pattern: '^@tensorflow/', why: 'tfjs' };
const SQLITE = { pattern: '^better-sqlite3($|/)', why: 'SQLite' };

/** @type {readonly { files: string[], ignores?: string[], never: { pattern: string, why: string }[], because: string }[]} */
export const LAYERS = [
  {
    files: ['src-shared/**'],
    never: [MAIN, RENDERER, NODE, ELECTRON, VUE, TENSORFLOW, SQLITE],
    because: 'src-shared is pure: the words both sides use.',
  },
  {
    files: ['src-renderer/**'],
    never: [MAIN, NODE, ELECTRON, TENSORFLOW, SQLITE],
    because: 'the window sees no Node, SQL, files or tensors; it asks through the contract (#shared/ipc).',
  },
  {
    files: ['src-main/index.ts', 'src-main/window.ts', 'src-main/preload.ts', 'src-main/ipc/**'],
    never: [RENDERER, VUE, TENSORFLOW, SQLITE],
    because: 'these files join the lab to Electron, and do nothing else.',
  },
  {
    files: [
      'src-main/training/**',
      'src-main/engine/**',
      'src-main/devices/**',
      'src-main/datasets/**',
      'src-main/weights/**',
    ],
    never: [RENDERER, VUE, ELECTRON, SQLITE, { pattern: '/(database|lab|ipc)/', why: 'the services' }],
    because: 'the training process never opens the database; it reports events.',
  },
  {
    files: ['src-main/lab/**', 'src-main/cli/**', 'src-main/*.ts'],
    ignores: ['src-main/index.ts', 'src-main/window.ts', 'src-main/preload.ts'],
    never: [RENDERER, VUE, ELECTRON, TENSORFLOW, SQLITE],
    because: 'services run without Electron, and leave SQL to src-main/database and tensors to the training process.',
  },
  {
    files: ['src-main/database/**'],
    never: [RENDERER, VUE, ELECTRON, TENSORFLOW],
    because: 'the database knows rows and shared types only.',
  },
];

/** Sources of time and chance that pure code must be given. */
const IMPURE = [
  { object: 'Math', property: 'random', message: 'src-shared is pure: take a generator as an argument.' },
  { object: 'Date', property: 'now', message: 'src-shared is pure: take the time as an argument.' },
  { object: 'performance', property: 'now', message: 'src-shared is pure: take the time as an argument.' },
  { object: 'crypto', property: 'randomUUID', message: 'src-shared is pure: take the id as an argument.' },
];

/**
 * The table as configuration of the linter.
 * @returns {import('eslint').Linter.Config[]}
 */
export function importRules() {
  const layers = LAYERS.map(({ files, ignores = [], never, because }) => {
    const patterns = never.map(({ pattern, why }) => ({ regex: pattern, message: `No ${why} here: ${because}` }));
    /** @type {import('eslint').Linter.RuleEntry} */
    const restricted = ['error', { patterns }];
    return { files, ignores, rules: { 'no-restricted-imports': restricted } };
  });
  const random = { object: 'Math', property: 'random', message: 'Chance comes by seed: use training/random.' };
  return [
    ...layers,
    { files: ['src-shared/**'], rules: { 'no-restricted-properties': ['error', ...IMPURE] } },
    { files: ['src-main/**'], rules: { 'no-restricted-properties': ['error', random] } },
  ];
}
