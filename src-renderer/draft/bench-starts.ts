import type { ExperimentSpec } from '#shared/experiment/experiment';
import { deckSays, presetOf, type PresetRowId } from '#shared/experiment/presets';
import { starterOf, type StarterId } from '#shared/experiment/starters';
import { textOf } from './draft';
import { FIRST_BENCH, type Bench } from './draft-storage';
import type { DraftText } from './draft-text';
import type { UsedBench } from './useBench';

/** What the design on the bench can be started from. */
export interface BenchStarts {
  /** Puts a stored design on the bench, to be changed and launched again. */
  readonly startFrom: (stored: ExperimentSpec) => void;
  /** Puts the design behind a row of the deck on the bench; the device stays. Null lets go of the row. */
  readonly startFromRow: (row: PresetRowId | null) => void;
  /** The same as the deck says it, where its notebooks ran another: a design of one's own. */
  readonly startFromWords: (row: PresetRowId) => void;
  /** Puts a design of the lab's own on the bench; the device stays. */
  readonly startFromStarter: (starter: StarterId) => void;
  /** Puts the design of an empty bench back, on whatever device. */
  readonly startOver: () => void;
}

const started = (text: DraftText, origin: ExperimentSpec | null): Bench => ({ ...FIRST_BENCH, text, origin });

/** What a preset leaves as it was typed: it is about this machine. */
const kept = ({ device, threads, precision }: DraftText): Partial<DraftText> => ({ device, threads, precision });

/** The starts of a design on one bench. */
export function benchStarts({ text, replace, forgetOrigin }: UsedBench): BenchStarts {
  return {
    startFrom: (stored) => {
      replace(started(textOf(stored), stored.row === null ? null : stored));
    },
    startFromRow: (row) => {
      const preset = row === null ? undefined : presetOf(row);
      if (preset === undefined) forgetOrigin();
      else replace(started({ ...textOf(preset), ...kept(text.value) }, preset));
    },
    startFromWords: (row) => {
      const said = deckSays(row);
      if (said !== undefined) replace(started({ ...textOf(said), ...kept(text.value) }, null));
    },
    startFromStarter: (starter) => {
      replace(started({ ...textOf(starterOf(starter)), ...kept(text.value) }, null));
    },
    startOver: () => {
      replace(FIRST_BENCH);
    },
  };
}
