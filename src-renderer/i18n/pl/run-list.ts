import type { runListMessages as english } from '../en/run-list';
import type { Translation } from '../translation';

export const runListMessages: Translation<typeof english> = {
  columnGroup: {
    run: 'Przebieg',
    cost: 'Czas i koszt',
    figures: 'Wyniki',
    data: 'Projekt: dane',
    network: 'Projekt: sieć',
    pairing: 'Projekt: pary',
    training: 'Projekt: trening',
    validation: 'Projekt: walidacja',
    tests: 'Projekt: testy',
    compute: 'Projekt: urządzenie',
    further: 'Projekt: inne',
  },
  columnChoice: {
    find: 'Znajdź kolumnę',
    none: 'Żadna kolumna tak się nie nazywa.',
    about: '{column} ({group})',
  },
  runFilter: {
    add: 'Dodaj filtr',
    title: 'Pokaż tylko przebiegi, dla których',
    what: 'Ustawienie, wynik lub liczba',
    is: 'Porównanie',
    comparison: {
      is: 'jest',
      isNot: 'nie jest',
      less: 'jest mniejsze niż',
      atMost: 'jest najwyżej',
      more: 'jest większe niż',
      atLeast: 'jest co najmniej',
      between: 'jest między',
      contains: 'zawiera',
    },
    value: 'Wartość',
    from: 'Od',
    to: 'Do',
    inSeconds: 'W sekundach',
    range: 'Przebiegi mają od {min} do {max}.',
    choose: 'Wybierz wartość',
    apply: 'Dodaj',
    chip: '{column} {sign} {value}',
    remove: 'Usuń filtr {filter}',
    anyOf: 'Kilka wartości tego samego: dowolna z nich.',
  },
};
