// A doc comment describes what comes right after it. The well-known plugins check what is in one, not whether there is
// anything that it describes: an editor shows the comment of an import, or one above another comment, to nobody.

/** Types of JavaScript stand in comments of their own. */
const DEFINES_TYPES = /@(?:type|typedef|callback|template|satisfies|import)\b/u;

/**
 * @param {import('estree').Comment} comment
 * @returns {boolean}
 */
const isDoc = ({ type, value }) => type === 'Block' && value.startsWith('*') && !DEFINES_TYPES.test(value);

/**
 * @param {{ readonly range?: [number, number] | undefined }} node
 * @returns {number}
 */
const startOf = ({ range }) => range?.[0] ?? 0;

/**
 * What a doc comment lacks; null where it describes something. The first one of a file may describe the file.
 * @param {import('eslint').SourceCode} code
 * @param {import('estree').Comment} comment
 * @returns {'comment' | 'nothing' | 'import' | 'element' | null}
 */
function lackOf(code, comment) {
  const isOfFile =
    code.getTokenBefore(comment) === null && startOf(code.getAllComments().find(isDoc) ?? comment) === startOf(comment);
  if (isOfFile) return null;
  const next = code.getTokenAfter(comment);
  const others = next === null ? [] : code.getCommentsBefore(next);
  if (others.some((other) => isDoc(other) && startOf(other) > startOf(comment))) return 'comment';
  if (next === null || /^[)\]}]$/u.test(next.value)) return 'nothing';
  let node = /** @type {import('eslint').Rule.Node | null} */ (code.getNodeByRangeIndex(startOf(next)));
  for (; node !== null && startOf(node) === startOf(next) && node.type !== 'Program'; node = node.parent) {
    if (node.type === 'ImportDeclaration') return 'import';
    if (node.parent.type === 'ArrayExpression' && startOf(node.parent) < startOf(comment)) return 'element';
  }
  return null;
}

/** @type {import('eslint').Rule.RuleModule} */
export const describesSomething = {
  meta: {
    type: 'problem',
    docs: { description: 'Demand that a doc comment stands right before what it describes.' },
    messages: {
      comment: 'Another doc comment follows: join them, or move this one to what it describes.',
      nothing: 'Nothing follows that this doc comment could describe: move it, or write it with two slashes.',
      import:
        'A doc comment of an import is shown nowhere: move it to what it describes, or write it with two slashes.',
      element: 'A doc comment of an element of a list is shown nowhere: write it with two slashes.',
    },
    schema: [],
  },
  create: (context) => ({
    'Program:exit': () => {
      for (const comment of context.sourceCode.getAllComments().filter(isDoc)) {
        const messageId = lackOf(context.sourceCode, comment);
        if (messageId !== null && comment.loc) context.report({ loc: comment.loc, messageId });
      }
    },
  }),
};
