import type { startMessages as english } from '../en/start';
import type { Translation } from '../translation';

export const startMessages: Translation<typeof english> = {
  start: {
    title: 'Początek',
    lead: 'Trenuj sieci na obrazach, na własnym komputerze, i zobacz uczciwie, która uczy się więcej, gdy obrazów jest mało.',
    doors: 'Od czego zacząć',
    launching: 'Zaczyna się…',
    see: {
      title: 'Zobacz, jak to działa',
      text: 'Jedna sieć uczy się dziesięciu kształtów z obrazów, które są w laboratorium, a ty na to patrzysz. Około pół minuty.',
      action: 'Trenuj',
    },
    few: {
      title: 'Zwykła i syjamska na niewielu obrazach',
      text: 'Sieć zwykła i syjamska uczą się ze 100, 200 i 400 obrazów, każda po trzy razy i z tą samą liczbą aktualizacji. Kilka minut, a potem odpowiedź z przedziałem.',
      action: 'Porównaj',
      sweep: 'Zwykła i syjamska na niewielu obrazach',
    },
    data: {
      title: 'Własne obrazy',
      text: 'Folder obrazów staje się zbiorem danych w kilku kliknięciach: z klasami, uczciwym podziałem i od razu do treningu.',
      action: 'Dodaj obrazy',
    },
    stopped: {
      title: 'Przerwane',
      at: '– zatrzymany na {share}.',
      dismiss: 'Nie teraz',
    },
    recent: {
      title: 'Ostatnie eksperymenty',
      all: 'Wszystkie przebiegi',
      runs: '{finished} z {count} przebiegu | {finished} z {count} przebiegów | {finished} z {count} przebiegów',
    },
  },
};
