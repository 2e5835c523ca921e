import type { ownOutputMessages as english } from '../en/own-output';
import type { Translation } from '../translation';

export const ownOutputMessages: Translation<typeof english> = {
  ownOutput: {
    title: 'Takie same czy różne, według własnego wyjścia sieci',
    titleRandom: 'To samo z losowymi partnerami',
    result: 'Wynik: takie same czy różne, według własnego wyjścia sieci',
    f1: 'F1 „takie same”',
    f1Note: 'Średnia z rotacji ({sets}), od {least} do {most}',
    f1NoteOne: 'Średnia harmoniczna precyzji i czułości „takie same”',
    balancedAccuracy: 'Zrównoważona dokładność',
    balancedAccuracyNote: 'Średnia czułości „różne” i „takie same”; zgadywanie daje 0,50',
    rocAuc: 'ROC-AUC',
    rocAucNote: 'Szansa, że para „takie same” ma wyższy wynik niż para „różne”; zgadywanie daje 0,50',
    rocAucNoteMean:
      'Średnia z {sets} rotacji, każdej z osobna: szansa, że para „takie same” dostanie więcej niż para „różne” z tej samej rotacji; zgadywanie daje 0,50',
    prAuc: 'PR-AUC',
    prAucNote: 'Średnia precyzja „takie same”; zgadywanie daje {share}',
    eer: 'Równa stopa błędów (EER)',
    eerNote: 'Gdzie „takie same” i „różne” są mylone równie często; zgadywanie daje 0,50',
    accuracy: 'Dokładność',
    accuracyNote: 'Dolny próg: stała odpowiedź „różne” daje {floor}',
    oneKind: 'Wszystkie pary są jednego rodzaju: nie ma kolejności do oceny.',
    thresholdFixed:
      'Para jest nazywana „takie same” od prawdopodobieństwa {value}. Nie odłożono niczego, na czym można by je wybrać.',
    thresholdValidation:
      'Para jest nazywana „takie same” od prawdopodobieństwa {value}: najlepsze F1 na {count} parze walidacyjnej. | Para jest nazywana „takie same” od prawdopodobieństwa {value}: najlepsze F1 na {count} parach walidacyjnych. | Para jest nazywana „takie same” od prawdopodobieństwa {value}: najlepsze F1 na {count} parach walidacyjnych.',
    table: 'Zbiory par przebiegu {id} ({protocol}), każdy z osobna, i udzielone odpowiedzi',
    rotation: 'Rotacja',
    random: 'losowa',
    mean: 'średnia',
    floor: 'Dolny próg',
    truthDifferent: 'Naprawdę różne',
    truthSame: 'Naprawdę takie same',
    calledDifferent: 'nazwane różnymi',
    calledSame: 'nazwane takimi samymi',
  },
  halves: {
    title: 'Każda połowa przeciętej sieci osobno',
    what: 'Sieć syjamska jest przecięta tam, gdzie jej głowica łączy dwie wieże. Każda połowa widzi każdy obraz testowy sama, przez swoją wieżę i własne wiersze ostatniej macierzy wag. Niczego nie trenuje się ponownie: sumie, którą liczy całość, brakuje jednego z dwóch składników.',
    caption: 'Cała sieć przebiegu {id} i jej połowy na tych samych obrazach testowych',
    part: 'Sieć',
    whole: 'całość',
    of: { 'tower-a': 'pierwsza połowa', 'tower-b': 'druga połowa' },
    difference: 'Względem całości',
  },
  byClass: { title: 'Według klas' },
};
