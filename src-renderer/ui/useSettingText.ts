import { fieldAt } from '#shared/experiment/fields/index';
import { textOfValue } from '#shared/experiment/fields/usual';
import { useFormat } from '../i18n/useFormat';
import { useNames } from '../i18n/useNames';
import { useText } from '../i18n/useText';
import { messageKey } from '../i18n/message-key';
import { wordLabel } from './field-labels';

/** What a value of a setting is called in the language of the window. @param path of the setting */
export function useSettingText(): (path: string, value: string | number) => string {
  const { t } = useText();
  const format = useFormat();
  const names = useNames();
  return (path, value) => {
    if (path === 'dataset') return names.dataset(String(value));
    if (path === 'network.kind') return names.kind(String(value));
    const field = fieldAt(path);
    if (typeof value === 'number') {
      if (field?.control === 'fraction') return format.percent(value);
      return Number.isInteger(value) ? format.count(value) : format.number(value);
    }
    if (field === undefined) return value;
    const none = value === textOfValue(field, null) ? messageKey(field.texts.none) : null;
    const label = none ?? wordLabel(field, value);
    return label === null ? value : t(label);
  };
}
