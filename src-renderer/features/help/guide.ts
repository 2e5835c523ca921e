import { anchorOf } from '../../ui/anchor';
import { headingLevel, readMarkdown, wordsOf, type MarkdownNode } from './markdown';

/** The pages of the guide, in the order in which they are read. */
export const GUIDE_PAGES = [
  'index',
  'first-run',
  'train-and-compare',
  'answers',
  'look-into-a-run',
  'your-data',
  'resume-and-queue',
  'devices',
  'deck',
  'bundles-and-backups',
  'command-line',
  'settings',
  'troubleshooting',
  'glossary',
] as const;
export type GuidePageName = (typeof GUIDE_PAGES)[number];

/** A heading of a page with what stands under it, up to the next heading. */
export interface GuideSection {
  /** In the address: the anchor of the English heading, so that an address is the same in each language. */
  readonly id: string;
  /** Of the heading as it is written: what links in its language name. */
  readonly anchor: string;
  readonly title: string;
  /** 1 for the page's own title. */
  readonly level: number;
  /** Its words, without the heading. */
  readonly text: string;
}

export interface GuidePage {
  readonly name: GuidePageName;
  readonly title: string;
  readonly nodes: readonly MarkdownNode[];
  /** In their order; the first one is the page itself. */
  readonly sections: readonly GuideSection[];
}

/** Markdown by the name of a page. */
export type GuideTexts = Readonly<Partial<Record<string, string>>>;

/**
 * The pages of the guide in a language.
 * @param texts what a language lacks is taken from English
 */
export function readGuide(texts: GuideTexts, english: GuideTexts): readonly GuidePage[] {
  return GUIDE_PAGES.flatMap((name) => {
    const source = english[name] ?? '';
    const text = texts[name] ?? source;
    return text === '' ? [] : [readPage(name, text, source)];
  });
}

function readPage(name: GuidePageName, text: string, english: string): GuidePage {
  const nodes = readMarkdown(text);
  const ids = anchorsOf(readMarkdown(english));
  const anchors = anchorsOf(nodes);
  const sections: { id: string; anchor: string; title: string; level: number; text: string }[] = [];
  for (const node of nodes) {
    const level = headingLevel(node);
    if (level === null) {
      const section = sections.at(-1);
      if (section !== undefined) section.text = `${section.text} ${wordsOf(node)}`.trim();
    } else {
      const anchor = anchors[sections.length] ?? '';
      sections.push({ id: ids[sections.length] ?? anchor, anchor, title: wordsOf(node), level, text: '' });
    }
  }
  return { name, title: sections[0]?.title ?? name, nodes, sections };
}

/** The anchors of the headings; one that is taken gets a number, as on GitHub. */
function anchorsOf(nodes: readonly MarkdownNode[]): readonly string[] {
  const used = new Map<string, number>();
  return nodes
    .filter((node) => headingLevel(node) !== null)
    .map((node) => {
      const anchor = anchorOf(wordsOf(node));
      const count = used.get(anchor) ?? 0;
      used.set(anchor, count + 1);
      return count === 0 ? anchor : `${anchor}-${count}`;
    });
}
