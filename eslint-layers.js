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
 * The rooms of src-main, in their order: a room imports only from rooms of an earlier line, so that there is no circle. A
 * folder that is not here fails a test.
 * @type {readonly (readonly string[])[]}
 */
export const ROOMS = [
  ['processes', 'formats'],
  ['database', 'datasets'],
  ['engine', 'weights'],
  ['devices'],
  ['training'],
  ['inspection'],
  ['lab'],
  ['app', 'cli'],
];

/** What a room must not import beside the rooms after it. Every room has one of these. */
const WALLS = [
  {
    rooms: ['app'],
    never: [RENDERER, VUE, TENSORFLOW, SQLITE],
    because: 'app joins the lab to Electron, and does nothing else.',
  },
  {
    rooms: ['engine', 'training', 'inspection', 'devices', 'datasets', 'weights', 'formats', 'processes'],
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

/**
 * @param {string} room
 * @returns {Wall[]} the rooms that it must not import
 */
function laterRooms(room) {
  const place = ROOMS.findIndex((line) => line.includes(room));
  const later = ROOMS.slice(place)
    .flat()
    .filter((other) => other !== room);
  // rooms do not know the services' SQL, whatever their place is
  const closed = room === 'lab' || later.includes('database') || room === 'app' || room === 'cli' ? [] : ['database'];
  const names = [...later, ...closed];
  return names.length === 0
    ? []
    : [{ pattern: `^(\\.\\./)+(${names.join('|')})(/|$)|^#main/(${names.join('|')})/`, why: 'room that comes later' }];
}

/** @type {readonly { files: string[], never: Wall[], because: string }[]} */
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
  ...WALLS.flatMap(({ rooms, never, because }) =>
    rooms.map((room) => ({ files: [`src-main/${room}/**`], never: [...never, ...laterRooms(room)], because })),
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
  const random = { object: 'Math', property: 'random', message: 'Chance comes by seed: use #shared/random.' };
  return [
    ...layers,
    { files: ['src-shared/**'], rules: { 'no-restricted-properties': ['error', ...IMPURE] } },
    { files: ['src-main/**'], rules: { 'no-restricted-properties': ['error', random] } },
  ];
}
