import type { unknownMessages as english } from '../en/unknown';
import type { Translation } from '../translation';

export const unknownMessages: Translation<typeof english> = {
  unknown: {
    mark: 'niezrozumiały projekt',
    title: 'To laboratorium nie rozumie projektu eksperymentu, do którego należy ten przebieg',
    partTitle: 'Część tego przebiegu jest niezrozumiała',
    what: 'Dlatego przebiegu nie można tu trenować, wznowić ani ponowić. Jego wyniki, krzywe, etykiety i notatki pozostają i są pokazane w takim zakresie, w jakim są zrozumiałe.',
    advice:
      'Otwórz go w laboratorium, w którym powstał, albo w nowszym. Tutaj można go wyeksportować jako pakiet, zarchiwizować i usunąć.',
    stored: 'Projekt w zapisanej postaci',
  },
  deletedRun: {
    title: 'Przebieg {id} usunięto',
    text: 'Można go przywrócić w ciągu minuty od usunięcia.',
    goneTitle: 'Przebieg {id} usunięto na stałe',
    goneText: 'W tym laboratorium nic po nim nie zostało. Można by ponownie zaimportować jego pakiet.',
  },
  picture: {
    source: '{title} · przebieg {id}, ziarno {seed}',
    logarithmic: '{title}, skala logarytmiczna',
    share: 'Odsetek par danego rodzaju',
    component: 'Składowa {place} ({share} wariancji)',
    dimension: 'UMAP, wymiar {place}',
  },
};
