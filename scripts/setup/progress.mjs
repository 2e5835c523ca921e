// @ts-check
/**
 * One line a step, on the error stream: standard output belongs to the program that is set up, so that
 * `npm run lab -- … --json` gives one JSON object and nothing else.
 */

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Without a terminal a line cannot be rewritten: a new one now and then shows that work goes on. */
const plainLineEvery = 15_000;

/** @typedef {{ update: (detail: string) => void, note: (text: string) => void, done: (detail: string) => void, fail: () => void }} Step */

/**
 * @param {number} milliseconds
 * @returns {string}
 */
export function formatSeconds(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/**
 * @param {number} received
 * @param {number} total 0 where the sender did not say
 * @returns {string}
 */
export function formatBytes(received, total) {
  const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e6);
  if (total <= 0) return `${megabytes(received)} MB`;
  return `${megabytes(received)} of ${megabytes(total)} MB (${Math.floor((100 * received) / total)} %)`;
}

/**
 * @param {string} line
 * @param {number} columns
 * @returns {string} the line, short enough never to wrap: a wrapped line cannot be rewritten
 */
export function fitLine(line, columns) {
  return line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 2))}…`;
}

/**
 * @param {string} title
 * @param {{ isTTY?: boolean, columns?: number, write: (text: string) => unknown }} [stream]
 * @returns {Step}
 */
export function startStep(title, stream = process.stderr) {
  const begun = Date.now();
  const label = title.padEnd(18);
  let detail = '';
  let shown = begun;
  let frame = 0;
  const line = (/** @type {string} */ mark) => `${mark} ${label} ${detail}`.trimEnd();
  const draw = () => {
    const text = `${line(frames[frame++ % frames.length] ?? ' ')}  ${formatSeconds(Date.now() - begun)}`;
    stream.write(`\r\x1b[2K${fitLine(text, stream.columns ?? 80)}`);
  };
  const repeat = () => {
    if (Date.now() - shown < plainLineEvery) return;
    shown = Date.now();
    stream.write(`${line('·')}  ${formatSeconds(Date.now() - begun)}\n`);
  };
  const timer = stream.isTTY ? setInterval(draw, 120) : setInterval(repeat, 1000);
  const clear = stream.isTTY ? '\r\x1b[2K' : '';
  return {
    update(text) {
      // A figure that moves is no news: without a terminal it is told with the next regular line.
      const news = text.replace(/[\d.]+/g, '#') !== detail.replace(/[\d.]+/g, '#');
      detail = text;
      if (stream.isTTY || !news) return;
      shown = Date.now();
      stream.write(`${line('·')}\n`);
    },
    note(text) {
      stream.write(`${clear}  ${label} ${text}\n`);
    },
    done(text) {
      clearInterval(timer);
      detail = text;
      stream.write(`${clear}${line('✓')}  ${formatSeconds(Date.now() - begun)}\n`);
    },
    fail() {
      clearInterval(timer);
      stream.write(`${clear}${line('✗')}  ${formatSeconds(Date.now() - begun)}\n`);
    },
  };
}
