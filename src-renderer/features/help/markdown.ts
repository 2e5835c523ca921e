import MarkdownIt, { type Token } from 'markdown-it';

/** What a text may be made of. Nothing else comes out of it, whatever was written. */
export const TAGS = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'pre',
  'code',
  'strong',
  'em',
  's',
  'a',
  'img',
  'br',
  'hr',
] as const;
export type Tag = (typeof TAGS)[number];

/** A part of a text: an element, or words. */
export type MarkdownNode = MarkdownElement | string;

export interface MarkdownElement {
  readonly tag: Tag;
  /** Where a link leads, or a picture lies, as it was written; empty for everything else. */
  readonly target: string;
  readonly children: readonly MarkdownNode[];
}

// HTML is words like others
const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** Reads Markdown (CommonMark with tables). HTML in it is taken as words. */
export function readMarkdown(text: string): readonly MarkdownNode[] {
  return nodesOf(reader.parse(text, {}));
}

/** The words of a node. */
export function wordsOf(node: MarkdownNode): string {
  if (typeof node === 'string') return node;
  if (node.tag === 'br') return ' ';
  return node.children.map(wordsOf).join(isBlock(node.tag) ? ' ' : '');
}

/** The level of a heading, from 1; null for everything else. */
export function headingLevel(node: MarkdownNode): number | null {
  const level = typeof node === 'string' ? undefined : /^h([1-6])$/.exec(node.tag)?.[1];
  return level === undefined ? null : Number(level);
}

const isBlock = (tag: Tag): boolean => ['ul', 'ol', 'blockquote', 'table', 'thead', 'tbody', 'tr'].includes(tag);

/** Joins the flat list of a parser, in which an element is an opening and a closing token, into a tree. */
function nodesOf(tokens: readonly Token[]): readonly MarkdownNode[] {
  const top: MarkdownNode[] = [];
  const open: { readonly children: MarkdownNode[] }[] = [{ children: top }];
  for (const token of tokens) {
    const tag = TAGS.find((known) => known === token.tag);
    const around = open.at(-1)?.children ?? top;
    if (token.nesting === 0) around.push(...leavesOf(token));
    // the paragraphs of a dense list are none that are shown
    else if (token.hidden || tag === undefined) continue;
    else if (token.nesting === 1) {
      const children: MarkdownNode[] = [];
      around.push({ tag, target: String(token.attrGet('href') ?? ''), children });
      open.push({ children });
    } else open.pop();
  }
  return top;
}

/** What a token stands for that has no other inside, or has them as a list of its own. */
function leavesOf(token: Token): readonly MarkdownNode[] {
  const code = (): MarkdownElement => ({ tag: 'code', target: '', children: [token.content] });
  switch (token.type) {
    case 'inline':
      return nodesOf(token.children ?? []);
    case 'code_inline':
      return [code()];
    case 'fence':
    case 'code_block':
      return [{ tag: 'pre', target: '', children: [code()] }];
    case 'image':
      return [{ tag: 'img', target: String(token.attrGet('src') ?? ''), children: [token.content] }];
    case 'softbreak':
      return [' '];
    case 'hardbreak':
      return [{ tag: 'br', target: '', children: [] }];
    case 'hr':
      return [{ tag: 'hr', target: '', children: [] }];
    default:
      return [token.content];
  }
}
