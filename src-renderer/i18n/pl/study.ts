import type { studyMessages as english } from '../en/study';
import type { Translation } from '../translation';

export const studyMessages: Translation<typeof english> = {
  study: {
    title: 'Badanie',
    offer:
      'Laboratorium zawiera {count} ukończony przebieg wierszy prezentacji i ich prób kontrolnych. | Laboratorium zawiera {count} ukończone przebiegi wierszy prezentacji i ich prób kontrolnych. | Laboratorium zawiera {count} ukończonych przebiegów wierszy prezentacji i ich prób kontrolnych.',
    offerNote:
      'Otwierają się w kilka sekund, bez internetu, oznaczone jako własne przebiegi projektu, i zamykają jednym kliknięciem.',
    open: 'Otwórz badanie',
    opening: 'Otwieranie…',
    isOpen:
      'Badanie jest otwarte: {count} własny przebieg projektu. | Badanie jest otwarte: {count} własne przebiegi projektu. | Badanie jest otwarte: {count} własnych przebiegów projektu.',
    isOpenNote: 'Każdy mówi, na jakiej maszynie, jakim kodem i kiedy został wytrenowany.',
    close: 'Zamknij badanie',
    closing: 'Zamykanie…',
    mark: 'badanie',
    markHint: 'Własny przebieg projektu, z badania',
  },
};
