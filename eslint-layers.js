// Who may import what. One table; the linter reads it (eslint.config.js), and a test holds it to its word
// (test/unit/eslint-layers.test.ts). A file belongs to one row.

const MAIN = { pattern: '^#main/|src-main/', why: 'main’s code' };
const RENDERER = { pattern: '^#renderer/|src-renderer/', why: 'the window’s code' };
const NODE = { pattern: '^node:', why: 'Node' };
const ELECTRON = { pattern: '^electron($|/)', why: 'Electron' };
const VUE = { pattern: '^(vue|vue-router|vue-i18n|pinia|reka-ui|chart\\.js)($|/)', why: 'the window’s libraries' };
const TENSORFLOW = { pattern: '^@tensorflow/', why: 'tfjs' };
const SQLITE = { pattern: '^better-sqlite3($|/)', why: 'SQLite' };

/**
 * The rooms of each tree, in their order: a room imports only from rooms of an earlier line, so that there is no circle. A
 * folder that is not here fails a test.
 * @type {Readonly<Record<'src-shared' | 'src-main' | 'src-renderer', readonly (readonly string[])[]>>}
 */
export const ROOMS = {
  'src-shared': [
    ['basics'],
    ['errors', 'devices', 'metrics'],
    ['datasets'],
    ['networks'],
    ['pairings', 'protocols', 'losses', 'optimisers'],
    ['reference'],
    ['experiment'],
    ['runs'],
    ['replication'],
    ['comparison'],
    ['answers'],
    ['report'],
    ['contract'],
  ],
  'src-main': [
    ['files', 'processes', 'formats'],
    ['database', 'datasets'],
    ['engine', 'weights'],
    ['devices', 'importing'],
    ['training'],
    ['inspection', 'executors'],
    ['lab'],
    ['app', 'cli'],
  ],
  'src-renderer': [['styles', 'i18n'], ['bridge'], ['ui'], ['charts'], ['draft'], ['one-run'], ['features'], ['app']],
};

/** What a room must not import beside the rooms after it. Every room has one of these. */
const WALLS = [
  {
    rooms: ['app'],
    never: [RENDERER, VUE, TENSORFLOW, SQLITE],
    because: 'app joins the lab to Electron, and does nothing else.',
  },
  {
    rooms: [
      'files',
      'engine',
      'training',
      'inspection',
      'devices',
      'importing',
      'datasets',
      'weights',
      'formats',
      'processes',
      'executors',
    ],
    never: [RENDERER, VUE, ELECTRON, SQLITE],
    because: 'a training process never opens the database and has no window; it reports events.',
  },
  {
    rooms: ['lab', 'cli'],
    never: [RENDERER, VUE, ELECTRON, TENSORFLOW, SQLITE],
    because: 'services run without Electron, and leave SQL to src-main/database and tensors to the training process.',
  },
  {
    rooms: ['database'],
    never: [RENDERER, VUE, ELECTRON, TENSORFLOW],
    because: 'the database knows rows and shared types only.',
  },
];

/** @typedef {{ pattern: string, why: string }} Wall */

const ALIAS = { 'src-shared': '#shared', 'src-main': '#main', 'src-renderer': '#renderer' };

/**
 * @param {keyof typeof ROOMS} tree
 * @param {readonly string[]} names
 * @param {string} why
 * @returns {Wall}
 */
function closed(tree, names, why) {
  const either = names.join('|');
  return { pattern: `^(\\.\\./)+(${either})(/|$)|^${ALIAS[tree]}/(${either})/`, why };
}

/**
 * @param {keyof typeof ROOMS} tree
 * @param {string} room
 * @returns {Wall[]} the rooms of its own tree that it must not import
 */
function laterRooms(tree, room) {
  const place = ROOMS[tree].findIndex((line) => line.includes(room));
  const names = ROOMS[tree]
    .slice(place)
    .flat()
    .filter((other) => other !== room);
  // only the lab's services know the database
  if (tree === 'src-main' && !names.includes('database') && !['database', 'lab', 'app', 'cli'].includes(room)) {
    names.push('database');
  }
  return names.length === 0 ? [] : [closed(tree, names, 'room that comes later')];
}

/** One screen of the window knows nothing of another: what two need lies in a room before the features. */
const FEATURE = { pattern: '^\\.\\./(?!\\.\\./)|^#renderer/features/', why: 'other feature' };

/** @type {readonly { files: string[], never: Wall[], because: string }[]} */
export const LAYERS = [
  ...ROOMS['src-shared'].flat().map((room) => ({
    files: [`src-shared/${room}/**`],
    never: [MAIN, RENDERER, NODE, ELECTRON, VUE, TENSORFLOW, SQLITE, ...laterRooms('src-shared', room)],
    because: 'src-shared is pure: the words both sides use.',
  })),
  ...ROOMS['src-renderer'].flat().map((room) => ({
    files: [`src-renderer/${room}/**`],
    never: [
      MAIN,
      NODE,
      ELECTRON,
      TENSORFLOW,
      SQLITE,
      ...laterRooms('src-renderer', room),
      ...(room === 'features' ? [FEATURE] : []),
    ],
    because: 'the window sees no Node, SQL, files or tensors; it asks through the contract (#shared/contract/ipc).',
  })),
  ...WALLS.flatMap(({ rooms, never, because }) =>
    rooms.map((room) => ({
      files: [`src-main/${room}/**`],
      never: [...never, ...laterRooms('src-main', room)],
      because,
    })),
  ),
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
  const layers = LAYERS.map(({ files, never, because }) => {
    const patterns = never.map(({ pattern, why }) => ({ regex: pattern, message: `No ${why} here: ${because}` }));
    /** @type {import('eslint').Linter.RuleEntry} */
    const restricted = ['error', { patterns }];
    return { files, rules: { 'no-restricted-imports': restricted } };
  });
  const random = { object: 'Math', property: 'random', message: 'Chance comes by seed: use #shared/basics/random.' };
  return [
    ...layers,
    { files: ['src-shared/**'], rules: { 'no-restricted-properties': ['error', ...IMPURE] } },
    { files: ['src-main/**'], rules: { 'no-restricted-properties': ['error', random] } },
  ];
}
