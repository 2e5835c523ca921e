import { Languages, Play, SunMoon, Table2 } from '@lucide/vue';
import { computed, type Component, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';

import { PRESET_ROW_IDS } from '#shared/experiment/presets';
import { canResume, type RunSummary } from '#shared/runs/run';
import { rankOf } from '../ui/find';
import { SCREENS } from './screens';
import { useHelpCommands } from './useHelpCommands';
import { useDraftStore } from '../draft/useDraftStore';
import { useLanguageName } from './useLanguageName';
import { languageChoices, useLanguageStore } from './useLanguageStore';
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

type OfferedRun = Pick<
  RunSummary,
  'id' | 'experimentTitle' | 'isNamed' | 'datasetFacts' | 'spec' | 'status' | 'checkpoint' | 'isReplaced'
>;
export type Commands = ComputedRef<readonly Command[]>;

/**
 * What the palette offers for what was typed, best first.
 * @param runs the latest, to be found by number or title
 * @param isOpen whether the palette is shown: only then what it finds is read
 */
export function useCommands(typed: () => string, runs: () => readonly OfferedRun[], isOpen: () => boolean): Commands {
  const groups = [
    useScreenCommands(),
    useRunCommands(runs),
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

/** Opening each run, and going on with those that can. */
function useRunCommands(runs: () => readonly OfferedRun[]): Commands {
  const { t } = useText();
  const names = useNames();
  const router = useRouter();
  const actions = useRunActions();
  return computed(() => [
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
  ]);
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
