import type { MessageKey } from '../../i18n/i18n';
import { drawingOf, TERM_GROUPS, type DrawingName, type TermGroup, type TermName } from '../../ui/terms';

/** A picture that the window draws, as the address of an image. */
const DRAWING = 'drawing:';

/** The glossary as Markdown, made from the words that are explained in place. */
export function glossaryText(t: (key: MessageKey) => string): string {
  const drawn = new Set<DrawingName>();
  const wordText = (term: TermName): string => {
    const drawing = drawingOf(term);
    const isNew = drawing !== null && !drawn.has(drawing);
    if (isNew) drawn.add(drawing);
    return [
      `### ${escaped(t(`terms.words.${term}.name`))}`,
      escaped(t(`terms.words.${term}.text`)),
      ...(isNew ? [`![${escaped(t(`terms.drawings.${drawing}`))}](${DRAWING}${drawing})`] : []),
    ].join('\n\n');
  };
  const groups = (Object.keys(TERM_GROUPS) as TermGroup[]).map((group) =>
    [`## ${escaped(t(`terms.groups.${group}`))}`, ...TERM_GROUPS[group].map(wordText)].join('\n\n'),
  );
  return [`# ${escaped(t('terms.title'))}`, escaped(t('terms.lead')), ...groups].join('\n\n');
}

/** The drawing that an address names; null for an address of another kind. */
export function drawingAt(address: string): string | null {
  return address.startsWith(DRAWING) ? address.slice(DRAWING.length) : null;
}

/** A text in which Markdown sees no signs of its own. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_{}[\]<>#|!]/g, String.raw`\$&`);
