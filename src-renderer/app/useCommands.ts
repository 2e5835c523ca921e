import { Languages, Play, SunMoon, Table2 } from '@lucide/vue';
import { computed, type Component, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';

import { PRESET_ROW_IDS } from '#shared/experiment/presets';
import { canResume, type RunSummary } from '#shared/runs/run';
import { rankOf } from '../ui/find';
import { SCREENS } from './screens';
import { useDraftStore } from '../draft/useDraftStore';
import { LANGUAGE_CHOICES, useLanguageStore } from './useLanguageStore';
import { THEME_CHOICES, useThemeStore } from '../ui/useThemeStore';
import { useNames } from '../i18n/useNames';
import { useRunActions } from '../one-run/useRunActions';
import { useText } from '../i18n/useText';

/** Something that the palette can do. */
export interface Command {
  readonly id: string;
  readonly icon: Component;
  readonly text: string;
  readonly perform: () => unknown;
}

/**
 * What the palette offers for what was typed, best first.
 * @param runs the latest, to be found by number or title
 */
export function useCommands(
  typed: () => string,
  runs: () => readonly Pick<RunSummary, 'id' | 'experimentTitle' | 'spec' | 'status' | 'checkpoint' | 'isReplaced'>[],
): ComputedRef<readonly Command[]> {
  const { t } = useText();
  const names = useNames();
  const router = useRouter();
  const draft = useDraftStore();
  const actions = useRunActions();
  const theme = useThemeStore();
  const language = useLanguageStore();

  const all = computed((): readonly Command[] => [
    ...SCREENS.map(({ name, icon, title }) => ({
      id: `screen/${name}`,
      icon,
      text: t('palette.goTo', { screen: t(title) }),
      perform: () => router.push({ name }),
    })),
    ...runs().map((run) => ({
      id: `run/${run.id}`,
      icon: Table2,
      text: t('palette.openRun', { id: run.id, title: names.experiment(run) }),
      perform: () => router.push({ name: 'run', params: { id: run.id } }),
    })),
    ...runs()
      .filter(canResume)
      .map((run) => ({
        id: `resume/${run.id}`,
        icon: Play,
        text: t('palette.resumeRun', { id: run.id, title: names.experiment(run) }),
        perform: () => actions.resume(run.id),
      })),
    ...PRESET_ROW_IDS.map((row) => ({
      id: `row/${row}`,
      icon: SCREENS[0]?.icon ?? Table2,
      text: t('palette.designRow', { row, title: names.row(row) }),
      perform: () => {
        draft.startFromRow(row);
        return router.push({ name: 'new' });
      },
    })),
    ...THEME_CHOICES.map((choice) => ({
      id: `theme/${choice}`,
      icon: SunMoon,
      text: t('palette.theme', { theme: t(`shell.themes.${choice}`) }),
      perform: () => {
        theme.choice = choice;
      },
    })),
    ...LANGUAGE_CHOICES.map((choice) => ({
      id: `language/${choice}`,
      icon: Languages,
      text: t('palette.language', { language: t(`shell.languages.${choice}`) }),
      perform: () => {
        language.choice = choice;
      },
    })),
  ]);

  return computed(() => {
    const wanted = typed();
    if (wanted.trim() === '') return all.value;
    return all.value
      .map((command) => ({ command, rank: rankOf(command.text, wanted) }))
      .filter((found): found is { command: Command; rank: number } => found.rank !== null)
      .sort((one, other) => one.rank - other.rank)
      .map(({ command }) => command);
  });
}
