// @ts-check
/** What of the project goes into the packaged app. */

const kept = [
  /^\/package\.json$/,
  /^\/out(\/(main|preload|renderer)(\/.*)?)?$/,
  /^\/node_modules(\/.*)?$/,
  /^\/resources(\/.*)?$/,
  // SQLite for an Electron of Node-API 9
  /^\/\.setup(\/better_sqlite3-napi\d+\.node)?$/,
];
const left = [
  // the library goes beside the archive, in one piece
  /^\/node_modules\/@tensorflow\/tfjs-node\/(deps|build-tmp)/,
  // the Node of the project's tools; the app brings its own
  /^\/node_modules\/node-(linux|win|darwin)-/,
  /^\/node_modules\/(\.bin|\.cache|\.vite)/,
  // for those who develop with the packages: two thirds of their size
  /^\/node_modules\/.*\.(map|ts|mts|cts|md|c|cc|cpp|h)$/,
];

/**
 * @param {string} path inside the project, with a leading slash and forward slashes; empty for the project itself
 * @returns {boolean} whether the packaged app does without it; what is only for development is left out elsewhere
 */
export function isLeftOut(path) {
  return path !== '' && (!kept.some((each) => each.test(path)) || left.some((each) => each.test(path)));
}

/** What the system must find as files of their own, outside the archive. */
export const unpacked = '**/{*.node,*.so,*.so.*,*.dylib,*.dll}';
