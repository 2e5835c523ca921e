import { CircleQuestionMark, Search } from '@lucide/vue';
import { computed } from 'vue';
import { useRouter } from 'vue-router';

import type { GuidePage, GuideSection } from '../features/help/guide';
import { useGuide } from '../features/help/useGuide';
import { useText } from '../i18n/useText';
import { SEARCH_HASH } from '../ui/help-pages';
import type { Command, Commands } from './useCommands';

/** Searching the help, its pages, and, once something is typed, their sections: there are many. */
export function useHelpCommands(typed: () => string, isOpen: () => boolean): Commands {
  const { t } = useText();
  const router = useRouter();
  const guide = useGuide(isOpen);

  function pageCommand({ name, title }: GuidePage): Command {
    return {
      id: `help/${name}`,
      icon: CircleQuestionMark,
      text: t('help.inPalette', { page: title }),
      perform: () => router.push({ name: 'help', params: { page: name } }),
    };
  }
  function sectionCommand(page: GuidePage, section: GuideSection): Command {
    return {
      id: `help/${page.name}/${section.id}`,
      icon: CircleQuestionMark,
      text: t('help.inPaletteSection', { page: page.title, section: section.title }),
      perform: () => router.push({ name: 'help', params: { page: page.name }, hash: `#${section.id}` }),
    };
  }

  return computed(() => {
    const pages = guide.value?.pages ?? [];
    const sections = typed().trim() === '' ? [] : pages;
    return [
      {
        id: 'help',
        icon: Search,
        text: t('help.searchCommand'),
        perform: () => router.push({ name: 'help', hash: SEARCH_HASH }),
      },
      ...pages.map(pageCommand),
      ...sections.flatMap((page) => page.sections.slice(1).map((section) => sectionCommand(page, section))),
    ];
  });
}
