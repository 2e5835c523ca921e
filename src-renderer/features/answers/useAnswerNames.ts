import { ENSEMBLE, type AnswerLine } from '#shared/answers/lines';
import type { Leaf } from '#shared/comparison/fields';
import { isOwnFigure, type FigureName } from '#shared/comparison/figures';
import { useFormat } from '../../i18n/useFormat';
import { useNames } from '../../i18n/useNames';
import { useText } from '../../i18n/useText';
import { fieldLabel, valueLabel } from '../../ui/field-labels';

/** What an answer speaks of, by the names that the window has for it. */
export interface AnswerNames {
  readonly figureName: (figure: FigureName) => string;
  readonly axisName: (path: string) => string;
  readonly placeText: (axis: string, x: number) => string;
  readonly lineName: (line: AnswerLine) => string;
}

/** The names of figures, axes, places and lines in the language of the window. */
export function useAnswerNames(): AnswerNames {
  const { t } = useText();
  const format = useFormat();
  const names = useNames();

  function axisName(path: string): string {
    const label = fieldLabel(path);
    return label === null ? path : t(label);
  }

  function valueText(path: string, value: Leaf | undefined): string {
    if (value === undefined || value === null) return t('compareFields.none');
    const label = valueLabel(path, value);
    if (label !== null) return t(label);
    return typeof value === 'number' ? format.number(value) : String(value);
  }

  function partText({ path, value }: AnswerLine['differs'][number]): string {
    if (path === 'row') return t(value === true ? 'answers.asInDeck' : 'answers.notAsInDeck');
    if (path === ENSEMBLE) return t('answers.ensembleOf', { size: String(value) });
    if (path === 'network.kind') return names.kind(String(value));
    if (path === 'dataset') return valueText(path, value);
    return t('answers.place', { axis: axisName(path), value: valueText(path, value) });
  }

  return {
    figureName: (figure) => (isOwnFigure(figure) ? t(`compareFigures.name.${figure}`) : figure),
    axisName,
    placeText: (axis, x) =>
      axis === 'fraction' ? format.percent(x) : t('answers.place', { axis: axisName(axis), value: format.number(x) }),
    lineName: ({ differs }) => {
      // a network by itself is no ensemble, and is not called one of none
      const told = differs.filter(({ path, value }) => path !== ENSEMBLE || value !== undefined);
      return told.length === 0 ? t('answers.allRuns') : told.map(partText).join(', ');
    },
  };
}
