import { computeProblems } from '#shared/experiment/compute-problems';
import { boundsOf, type Field, type FieldName } from '#shared/experiment/fields/index';
import { useDevicesStore } from '../../bridge/useDevicesStore';
import { textIn } from '../../draft/draft-text';
import { useDraftStore } from '../../draft/useDraftStore';
import { useProblemText } from '../../draft/useProblemText';
import { useText } from '../../i18n/useText';
import { useTroubleText } from '../../i18n/useTroubleText';

/** What is wrong with each setting of the design on the bench, in the language of the window. */
export function useDraftProblems(): (field: Field) => string | undefined {
  const { t } = useText();
  const draft = useDraftStore();
  const devices = useDevicesStore();
  const problemText = useProblemText();
  const { trouble } = useTroubleText();

  function computeText(path: string): string | undefined {
    const cause = computeProblems(draft.text, devices.survey).find((each) => each.field === path)?.cause;
    switch (cause?.kind) {
      case undefined:
        return undefined;
      case 'trouble':
        return t('problem.deviceTrouble', trouble(cause.trouble));
      case 'unknown-device':
        return t('problem.device', { received: cause.device, there: cause.there.join(', ') });
      case 'precision':
        return t('problem.precision', {
          received: cause.asked,
          device: cause.device,
          offered: cause.offered.join(', '),
        });
    }
  }

  return (field) => {
    const message = draft.problems.get(field.name);
    if (message === undefined) return undefined;
    const ofDevice = computeText(field.path);
    if (ofDevice !== undefined) return ofDevice;
    const text = textIn(draft.text, field);
    if (field.texts.problem !== undefined) return problemText(field.name as FieldName, text);
    const schema = field.schema(draft.design);
    const bounds = schema === null ? undefined : boundsOf(schema);
    return bounds === undefined ? message : problemText(bounds, text);
  };
}
