import { Database, Languages, SunMoon, Table2 } from '@lucide/vue';
import { computed, type Component, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';

import { DATASETS } from '#shared/datasets/datasets';
import { PRESET_ROW_IDS } from '#shared/experiment/presets';
import { rankOf } from '../ui/find';
import { SCREENS } from './screens';
import { useQueueCommands, useRunCommands, type OfferedRun } from './useRunCommands';
import { useHelpCommands } from './useHelpCommands';
import { useDraftStore } from '../draft/useDraftStore';
import { useLanguageName } from './useLanguageName';
import { languageChoices, useLanguageStore } from './useLanguageStore';
import { THEME_CHOICES, useThemeStore } from '../ui/useThemeStore';
import { useNames } from '../i18n/useNames';
import { useText } from '../i18n/useText';

/** Something that the palette can do. */
export interface Command {
  readonly id: string;
  readonly icon: Component;
  readonly text: string;
  readonly perform: () => unknown;
}

export type Commands = ComputedRef<readonly Command[]>;

/**
 * What the palette offers for what was typed, best first.
 * @param runs the latest, to be found by number or title
 * @param isOpen whether the palette is shown: only then what it finds is read
 */
export function useCommands(typed: () => string, runs: () => readonly OfferedRun[], isOpen: () => boolean): Commands {
  const groups = [
    useScreenCommands(),
    useRunCommands(typed, runs),
    useQueueCommands(),
    useDatasetCommands(),
    useRowCommands(),
    useHelpCommands(typed, isOpen),
    useAppearanceCommands(),
  ];
  return computed(() =>
    bestFirst(
      groups.flatMap((commands) => commands.value),
      typed(),
    ),
  );
}

/** The commands that a text finds; all where nothing was typed. */
function bestFirst(commands: readonly Command[], typed: string): readonly Command[] {
  if (typed.trim() === '') return commands;
  return commands
    .map((command) => ({ command, rank: rankOf(command.text, typed) }))
    .filter((found): found is { command: Command; rank: number } => found.rank !== null)
    .sort((one, other) => one.rank - other.rank)
    .map(({ command }) => command);
}

function useScreenCommands(): Commands {
  const { t } = useText();
  const router = useRouter();
  return computed(() =>
    SCREENS.map(({ name, icon, title }) => ({
      id: `screen/${name}`,
      icon,
      text: t('palette.goTo', { screen: t(title) }),
      perform: () => router.push({ name }),
    })),
  );
}

/** Looking at the images of each dataset. */
function useDatasetCommands(): Commands {
  const { t } = useText();
  const names = useNames();
  const router = useRouter();
  return computed(() =>
    DATASETS.kinds().map((name) => ({
      id: `dataset/${name}`,
      icon: Database,
      text: t('palette.openDataset', { title: names.dataset(name) }),
      perform: () => router.push({ name: 'data', query: { dataset: name } }),
    })),
  );
}

/** Designing an experiment from a published row. */
function useRowCommands(): Commands {
  const { t } = useText();
  const names = useNames();
  const router = useRouter();
  const draft = useDraftStore();
  return computed(() =>
    PRESET_ROW_IDS.map((row) => ({
      id: `row/${row}`,
      icon: SCREENS[0]?.icon ?? Table2,
      text: t('palette.designRow', { row, title: names.row(row) }),
      perform: () => {
        draft.startFromRow(row);
        return router.push({ name: 'new' });
      },
    })),
  );
}

/** Theme and language. */
function useAppearanceCommands(): Commands {
  const { t } = useText();
  const theme = useThemeStore();
  const language = useLanguageStore();
  const languageName = useLanguageName();
  return computed(() => [
    ...THEME_CHOICES.map((choice) => ({
      id: `theme/${choice}`,
      icon: SunMoon,
      text: t('palette.theme', { theme: t(`shell.themes.${choice}`) }),
      perform: () => {
        theme.choice = choice;
      },
    })),
    ...languageChoices().map((choice) => ({
      id: `language/${choice}`,
      icon: Languages,
      text: t('palette.language', { language: languageName(choice) }),
      perform: () => {
        language.choice = choice;
      },
    })),
  ]);
}
