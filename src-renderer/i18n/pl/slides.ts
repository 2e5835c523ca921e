import type { slidesMessages as english } from '../en/slides';
import type { Translation } from '../translation';

export const slidesMessages: Translation<typeof english> = {
  slides: {
    title: 'Opublikowane wyniki',
    subtitle: 'Co opublikowano w prezentacji „Siamese Networks” (2022), a obok nasze przebiegi tych samych projektów.',
    source: 'M. Dobrzański i G. Sroka: „Siamese Networks”, AGH Kraków, 24 stycznia 2022.',
    loading: 'Sprawdzanie, co już uruchomiono…',
    results: 'Wyniki',
    caption: 'Wiersze prezentacji: jej wyniki i nasze',
    seeds: 'Ziarna każdego wiersza',
    epochs: 'Najwyżej tyle epok',
    epochsHint:
      'Zostaw puste, aby wziąć tyle, co w prezentacji. Przy mniejszej liczbie wiersz nie odpowiada jej wynikowi.',
    runAll: 'Uruchom wszystkie brakujące',
    runAllCount: '{count} przebieg | {count} przebiegi | {count} przebiegów',
    runAllTitle:
      'Dodać do kolejki {count} przebieg? | Dodać do kolejki {count} przebiegi? | Dodać do kolejki {count} przebiegów?',
    runAllText: 'Będą czekać w kolejce i trenować jeden po drugim. Dodane do kolejki można znów anulować.',
    runAllTime:
      'Około {time} na tym komputerze dla {count} przebiegu, którego czas jest znany. | Około {time} na tym komputerze dla {count} przebiegów, których czas jest znany. | Około {time} na tym komputerze dla {count} przebiegów, których czas jest znany.',
    runAllUnknown:
      'Nie wiadomo, jak długo potrwa {count} przebieg: żaden podobny się tu nie skończył. | Nie wiadomo, jak długo potrwają {count} przebiegi: żadne podobne się tu nie skończyły. Mogą to być dni. | Nie wiadomo, jak długo potrwa {count} przebiegów: żadne podobne się tu nie skończyły. Mogą to być dni.',
    runAllGo: 'Dodaj do kolejki',
    nothingMissing: 'Dla tych ziaren niczego nie brakuje.',
    launched:
      'Dodano do kolejki {count} przebieg. | Dodano do kolejki {count} przebiegi. | Dodano do kolejki {count} przebiegów.',
    row: 'Wiersz',
    figures: 'Czyje',
    deck: 'Slajdy',
    ours: 'Nasze',
    rowEpochs: 'Epoki',
    epochsOf: '{epochs} z {all}',
    epochsUnit: ' epok',
    notAsInDeck: 'nie jak w prezentacji',
    n: 'n',
    oneRun: 'n\u00a0=\u00a0{n}',
    accuracy: 'Dokładność',
    difference: 'Różnica',
    macroF1: 'Makro F1',
    weightedF1: 'Ważone F1',
    f1OfSame: 'F1 „takie\u00a0same”',
    meanAndSd: '{mean} ±\u00a0{sd}',
    state: 'Stan',
    action: 'Uruchom',
    notRun: 'jeszcze nie',
    runningAt: 'trwa {percent}',
    pausedAt: 'wstrzymany: {percent}',
    queuedCount: 'w kolejce: {count}',
    run: 'przebieg {id}',
    runs: 'Przebiegi {ids}',
    runRow: 'Uruchom',
    runRowLabel: 'Uruchom wiersz {row}: {seeds}',
    runRowSeeds: 'ziarno {seeds} | ziarna {seeds} | ziarna {seeds}',
    launching: 'Dodawanie do kolejki…',
    complete: 'niczego nie brakuje',
    needs: 'wymaga {title}',
    evaluatesOther: 'z przebiegów {row}',
    notes: '{count} uwaga | {count} uwagi | {count} uwag',
    notesLabel: 'Uwagi do wiersza {row}',
    flaw: 'Usterka {flaw}',
    remark: 'Uwaga',
    inDeck: 'W prezentacji: „{name}”.',
    testCount: 'Zmierzono na {count}.',
    testImages: '{count} obrazie testowym | {count} obrazach testowych | {count} obrazach testowych',
    testPairs:
      '{count} parze obrazów testowych na rotację | {count} parach obrazów testowych na rotację | {count} parach obrazów testowych na rotację',
    standardWeightedF1:
      'Nasze ważone F1 według standardowej definicji (ważone obrazami testowymi): {value}, {n}, przebiegi {ids}.',
    overRotations:
      'Średnie z rotacji od 1 do 10, podczas gdy wiersz powyżej dotyczy rotacji 1, jak w prezentacji: F1 „takie same” {f1}, zrównoważona dokładność {balanced}, ROC-AUC {auc}, dokładność {accuracy}, {n}, przebiegi {ids}.',
    legend:
      'Średnia ± odchylenie standardowe z próby dla n ziaren. Różnica: nasza dokładność minus opublikowana. Ważone F1 jest w obu wierszach ważone predykcjami, jak liczy je prezentacja; standardowe jest w uwagach do każdego wiersza.',
  },
  rowTitle: { trained: '{network}, {fraction}', compared: '{network}, porównanie klas' },
  publishedNote: {
    'weighted-f1-by-prediction':
      'Ważone F1 policzono z zamienionymi prawdą i predykcją: każda klasa liczy się tyle razy, ile razy ją przewidziano. Policzone poprawnie byłoby tu równe makro F1, bo każda klasa ma tyle samo obrazów testowych. Dokładności i makro F1 to nie dotyczy.',
    'mean-beside-last-rotation':
      'Dokładność jest średnią z rotacji od 1 do 10 zbioru testowego, ale macierz i F1 dotyczą samej rotacji 10; dlatego z macierzy wynika inna dokładność niż wydrukowana.',
    'rotation-1-only':
      'Wszystkie wyniki dotyczą samej rotacji 1 zbioru testowego, podczas gdy D1 i D2 podają średnią dokładność z dziesięciu rotacji. Nasze obok też są z rotacji 1; nasze średnie z rotacji od 1 do 10 są podane niżej.',
    'class-matched-test':
      'Drugi obraz każdej pary testowej wylosowano spośród obrazów testowych tej samej prawdziwej klasy, więc odpowiedź przecieka do pytania: nikt, kto nie zna klasy, nie mógłby tak zapytać. Uczciwy protokół podaje dwa razy ten sam obraz.',
    'half-test-set':
      'Zmierzono na połowie zbioru testowego, 5000 obrazach, podczas gdy pozostałe wiersze używają wszystkich 10 000.',
    floor:
      'Odpowiadając zawsze „różne”, uzyskałoby się 0,9008 na rotacji 1 i na rotacji 10, a 0,9007 na rotacjach od 1 do 10. Najpierw trzeba czytać F1, zrównoważoną dokładność i pole pod krzywą ROC.',
    'one-seed':
      'Jeden przebieg: rozrzut między ziarnami jest nieznany. Prezentacja nie ma odchyleń standardowych, dokładności połówek rozciętej sieci syjamskiej ani łącznej sieci z wyjściem „takie same czy różne”, o które prosił opis projektu.',
    'network-name':
      'Prezentacja mówi VGG19. Jej notatniki trenują VGG16-BN dla obrazów 32×32: 13 splotów z normalizacją wsadową i silnym dropoutem (Liu i Deng 2015).',
    'pretrained-on-the-same-data':
      'Sploty były już wytrenowane na CIFAR-10, a trenowano tylko ostatnie warstwy, więc niczego nie przeniesiono z innego zbioru. Zamrożona VGG19 z ImageNet z małą głowicą osiągnęła w notatniku autorów 0,52 po 1 epoce i 0,59 po 10.',
    'ours-from-imagenet':
      'Nasz wynik to inny eksperyment, bo tamte wagi nie są publiczne: VGG19 z wagami i skalowaniem z ImageNet, zamrożona do block5_pool włącznie; przez 10 epok trenowane są Flatten i jedna warstwa softmax (Adam, paczki po 512). Należy go porównywać z 0,59 z notatnika autorów.',
    'permutations-as-run':
      'Notatniki dodają 1 spermutowaną kopię zbioru treningowego przy 100%, 2 przy 50% i 4 przy 10%; prezentacja podaje 2, 2× i 5×.',
    'stopped-by-training-loss':
      'Zakończone przez wczesne zatrzymanie po 30 epokach bez mniejszej straty treningowej, z najwyżej 400 epok; nie odłożono obrazów, które by o tym decydowały.',
    'read-from-plot': 'Odczytane z wykresu dokładności walidacyjnej; prezentacja nie podaje cyfr.',
    restarts:
      '500 epok na rotacjach 1 i 2 zbioru treningowego, potem 51 wznowień po 10 epok na rotacjach 200 i 300, 201 i 301, aż do 250 i 350, każde z optymalizatorem w stanie, w jakim zostawiło go poprzednie. Prezentacja mówi o ponad 30 permutacjach.',
  },
  deckCharts: {
    title: 'Nasze a prezentacja',
    note: 'Znaki puste: opublikowane, po jednym przebiegu. Znaki pełne: nasze, ze słupkami błędu jednego odchylenia standardowego, gdy n jest większe niż 1. Skale nie zaczynają się od 0.',
    accuracyTitle: 'Dokładność na CIFAR-10 według ułamka zbioru',
    f1Title: 'F1 „takie same”',
    fraction: 'Ułamek zbioru treningowego',
    row: 'Wiersz',
    plain: 'vanilla',
    siamese: 'syjamska vanilla',
    published: '{name}, opublikowane',
    ours: '{name}, nasze',
    mark: '{row} {whose}: {value}',
    markN: '{value}, n = {n}',
    describe: '{title}. {values}',
    table: 'Wartości tego wykresu',
    noneOfOurs: 'Naszych jeszcze nie ma.',
  },
  context: {
    title: 'Co osiągają inne sieci na CIFAR-10',
    caption: 'Dokładność cudzych sieci na CIFAR-10, jak wymienia je prezentacja',
    note: 'Jak wymienia je prezentacja; tutaj nieuruchamiane.',
    network: 'Sieć',
    accuracy: 'Dokładność',
    percent: '{value}%',
  },
};
