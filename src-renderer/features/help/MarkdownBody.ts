import { h, type FunctionalComponent, type VNode } from 'vue';
import { RouterLink } from 'vue-router';

import { useText, type Text } from '../../i18n/useText';
import TermDrawing from '../../ui/drawings/TermDrawing.vue';
import { isDrawing } from '../../ui/terms';
import { drawingAt } from './glossary';
import type { GuidePage } from './guide';
import { linkTarget } from './links';
import { headingLevel, wordsOf, type MarkdownElement, type MarkdownNode, type Tag } from './markdown';
import { pictureAt } from './pictures';

interface Props {
  readonly page: GuidePage;
  readonly pages: readonly GuidePage[];
  readonly language: string;
}

/** What drawing a node needs to know. */
interface Around extends Props {
  readonly t: Text['t'];
  /** The id of the next heading. */
  readonly nextId: () => string | undefined;
}

/**
 * A page of the guide. It is made of elements one by one, never of HTML as text, so that nothing which was written can become
 * more than `TAGS` knows. Headings are one level lower than in the file: the screen has a title of its own.
 */
export const MarkdownBody: FunctionalComponent<Props> = (props) => {
  const { t } = useText();
  const ids = props.page.sections.map(({ id }) => id)[Symbol.iterator]();
  const around: Around = { ...props, t, nextId: () => ids.next().value };
  return props.page.nodes.map((node) => drawn(node, around));
};
MarkdownBody.props = ['page', 'pages', 'language'];

const inside = (node: MarkdownElement, around: Around): (VNode | string)[] =>
  node.children.map((child) => drawn(child, around));

function drawn(node: MarkdownNode, around: Around): VNode | string {
  if (typeof node === 'string') return node;
  const level = headingLevel(node);
  if (level !== null)
    return h(`h${Math.min(6, level + 1)}`, { id: around.nextId(), tabindex: -1 }, inside(node, around));
  const own = OWN[node.tag];
  return own === undefined ? h(node.tag, inside(node, around)) : own(node, around);
}

/** The elements that are more than their name and what is in them. */
const OWN: Readonly<Partial<Record<Tag, (node: MarkdownElement, around: Around) => VNode>>> = {
  a: link,
  img: picture,
  // wide ones are scrolled by themselves, also by keyboard
  table: (node, around) =>
    h(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': around.t('help.table') },
      h('table', { class: 'data-table' }, inside(node, around)),
    ),
  pre: (node, around) =>
    h('pre', { tabindex: 0, role: 'region', 'aria-label': around.t('help.code') }, inside(node, around)),
  th: (node, around) => h('th', { scope: 'col' }, inside(node, around)),
};

function link(node: MarkdownElement, around: Around): VNode {
  const words = inside(node, around);
  const target = linkTarget(node.target, around.page, around.pages, around.language);
  switch (target.kind) {
    case 'page': {
      const hash = target.section === null ? {} : { hash: `#${target.section}` };
      return h(RouterLink, { to: { name: 'help', params: { page: target.page }, ...hash } }, () => words);
    }
    // the window opens no address that it does not know; the reader may copy it
    case 'web':
      return h('span', [...words, ' (', h('span', { class: 'address' }, target.address), ')']);
    case 'file':
      return h('span', { title: around.t('help.inSources', { path: target.path }) }, words);
  }
}

function picture(node: MarkdownElement): VNode {
  const caption = wordsOf(node);
  const drawing = drawingAt(node.target);
  if (drawing !== null && isDrawing(drawing)) return h(TermDrawing, { name: drawing });
  const source = pictureAt(node.target);
  return source === null ? h('em', caption) : h('img', { src: source, alt: caption, loading: 'lazy' });
}
