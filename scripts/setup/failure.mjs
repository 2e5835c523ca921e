// @ts-check
/** A failure that tells its reader what was tried, what came back and what to do, instead of a stack. */

export class SetupFailure extends Error {
  /**
   * @param {{ readonly tried: string, readonly received: string, readonly advice: string }} story
   */
  constructor(story) {
    super(`Tried:    ${story.tried}\nReceived: ${indent(story.received)}\nTo do:    ${indent(story.advice)}`);
    this.name = 'SetupFailure';
    this.received = story.received;
  }
}

/**
 * @param {string} text
 * @returns {string}
 */
function indent(text) {
  return text.trim().replaceAll('\n', '\n          ');
}

/**
 * Any error as text for a person; a stack only for those who ask for one.
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  if (error instanceof SetupFailure) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && process.env['SIAMESE_LAB_DEBUG'] ? `\n${error.stack}` : '';
  return `${message}\nThis was not expected. Set SIAMESE_LAB_DEBUG=1 to see where it happened.${stack}`;
}
