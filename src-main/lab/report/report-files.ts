import { FILE_PALETTE } from '#shared/answers/palette';
import { designFile } from '#shared/experiment/design-file';
import type { ReportBlock, ReportDocument } from '#shared/report/document';
import { reportPage } from '#shared/report/html/page';
import { CHARTS_FOLDER, reportMarkdown } from '#shared/report/markdown';
import type { ReportSource } from '#shared/report/source';

import type { ReportFile } from './report-folder';

export const PAGE_FILE = 'report.html';
export const PDF_FILE = 'report.pdf';

/**
 * The files of a report but for its PDF.
 * @param markdownFile what the text is called: "README.md" where it is read on the web
 */
export function reportFiles(
  source: ReportSource,
  document: ReportDocument,
  markdownFile: string,
): readonly ReportFile[] {
  return [
    { path: PAGE_FILE, content: reportPage(document) },
    { path: markdownFile, content: reportMarkdown(document) },
    ...source.designs.flatMap(({ spec, fileName }) =>
      spec === null ? [] : [{ path: `designs/${fileName}.json`, content: designFile(spec) }],
    ),
    ...document.sections.flatMap(({ blocks }) => blocks.flatMap(filesOf)),
  ];
}

function filesOf(block: ReportBlock): readonly ReportFile[] {
  if (block.kind === 'drawing') {
    return [{ path: `${CHARTS_FOLDER}/${block.name}.svg`, content: block.draw(FILE_PALETTE) }];
  }
  if (block.kind !== 'pictures') return [];
  return block.pictures.flatMap(({ images }) =>
    images.map(({ file, png }) => ({ path: file, content: Buffer.from(png.base64, 'base64') })),
  );
}
