import { markdownTable, markdownText } from '../basics/markdown';
import type { Picture, ReportBlock, ReportDocument } from './document';

/** Folders beside the text. */
export const CHARTS_FOLDER = 'charts';
export const IMAGES_FOLDER = 'images';

/** The report as Markdown; its charts and images are files beside it. */
export function reportMarkdown({ title, facts, sections, colophon }: ReportDocument): string {
  const parts = [
    `# ${markdownText(title)}`,
    facts.map(([name, value]) => `- **${markdownText(name)}:** ${markdownText(value)}`).join('\n'),
    ...sections.flatMap((section) => [`## ${markdownText(section.title)}`, ...section.blocks.map(blockText)]),
    `_${markdownText(colophon)}_`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: ReportBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return markdownText(block.text);
    case 'list':
      return block.items.map((item) => `- ${markdownText(item)}`).join('\n');
    case 'commands':
      return ['```sh', ...block.lines.map((line) => line.replaceAll(/\s+/g, ' ')), '```'].join('\n');
    case 'table':
      return [`**${markdownText(block.caption)}**`, markdownTable(block.head, block.rows, markdownText)].join('\n\n');
    case 'drawing':
      return [
        `![${markdownText(block.caption)}](${CHARTS_FOLDER}/${block.name}.svg)`,
        markdownText(block.caption),
      ].join('\n\n');
    case 'pictures':
      return [`### ${markdownText(block.caption)}`, block.pictures.map(pictureText).join('\n')].join('\n\n');
  }
}

function pictureText({ images, caption }: Picture): string {
  return `- ${images.map(({ file, alt }) => `![${markdownText(alt)}](${file})`).join(' ')} ${markdownText(caption)}`;
}
