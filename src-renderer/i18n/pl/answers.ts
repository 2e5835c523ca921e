import type { answersMessages as english } from '../en/answers';
import type { Translation } from '../translation';

export const answersMessages: Translation<typeof english> = {
  answers: {
    title: 'Odpowiedzi',
    subtitle: 'Co z tych przebiegów wynika, a co nie.',
    question: 'O co pytamy',
    of: 'Z czego',
    deck: 'Pytanie z prezentacji: wiersze od C1 do C6 i ich próby kontrolne',
    chosen: '{count} wybrany eksperyment | {count} wybrane eksperymenty | {count} wybranych eksperymentów',
    sweepOption: '{name} ({finished} z {all} przebiegów)',
    figure: 'Wynik',
    axis: 'Względem',
    baseline: 'W porównaniu z',
    name: 'Nazwa przeglądu',
    rename: 'Zmień nazwę',
    chart: 'Wykres',
    chartTitle: '{figure} względem: {axis}',
    chartLabel: '{title}. Te same wartości są w tabeli poniżej.',
    legendPublished: 'wynik opublikowany',
    legendSeed: 'jedno ziarno',
    legendMean: 'średnia ± odchylenie standardowe',
    legendUntold: 'przedział zawiera zero albo budżety są różne',
    gapAxis: 'Różnica względem: {baseline}, z przedziałami 95%',
    seedDot: 'Przebieg {run}, ziarno {seed}: {value}',
    ensemble: 'Średnia dwóch zwykłych sieci',
    ensembleHint:
      'Próba kontrolna: sieć syjamska, której podano dwa razy ten sam obraz, to też średnia dwóch sieci. Przebiegi zwykłych sieci łączone są w pary według ziaren, każdy przebieg w jednej parze, z tego, co zachowały: nic nie jest trenowane.',
    ensembleOf: 'zespół {size} sieci',
    ensembleDot: 'Średnia przebiegów {runs}: {value}',
    published: '{row}, wynik opublikowany',
    table: 'Wyniki',
    network: 'Sieć',
    at: 'Przy',
    images: 'Obrazy',
    imageCount: '{count} obraz | {count} obrazy | {count} obrazów',
    ours: 'Nasze',
    against: 'Różnica względem: {baseline}',
    runs: 'Przebiegi',
    saysTitle: 'Co mówią te przebiegi',
    saysNote: 'Lepszym lub gorszym nazywamy tylko to, co potwierdza przedział 95%.',
    svg: 'SVG',
    saveSvg: 'Zapisz wykres jako SVG',
    saveCsv: 'Zapisz wyniki jako CSV',
    allRuns: 'wszystkie przebiegi',
    asInDeck: 'jak w prezentacji',
    notAsInDeck: 'inaczej niż w prezentacji',
    place: '{axis} {value}',
    interval: '{value} (od {low} do {high}, n = {first} i {second})',
    paired: '{value} (od {low} do {high}, w parach według ziarna, n = {first})',
    leftOut: 'Pominięto: {runs}; liczy się inny przebieg tego samego projektu i ziarna.',
    noInterval: '{value} (bez przedziału, n = {first} i {second})',
    gap: 'Przy {place}: {line} względem: {baseline}: {difference}.',
    verdict: {
      better: 'Wynik jest lepszy.',
      worse: 'Wynik jest gorszy.',
      untold: 'Nie da się tego odróżnić od braku różnicy.',
      'one-seed': 'Jedno ziarno nic nie mówi o rozrzucie: wytrenuj co najmniej dwa ziarna każdej z sieci.',
    },
    otherBudget:
      'To nieuczciwe porównanie: aktualizacji było {updates} raza, a przykładów {examples} raza tyle co w sieci odniesienia.',
    smallest: 'Przy tych ziarnach różnicy mniejszej niż {value} nie da się stwierdzić.',
    moreSeeds:
      'Wystarczyłoby około {count} ziarna więcej. | Wystarczyłyby około {count} ziarna więcej. | Wystarczyłoby około {count} ziaren więcej.',
    noSeeds: 'Żadna rozsądna liczba ziaren by jej nie stwierdziła.',
    trend: {
      grows: 'Od {from} do {to} przewaga rośnie ({line}): {difference}.',
      shrinks: 'Od {from} do {to} przewaga maleje ({line}): {difference}.',
      untold:
        'Od {from} do {to} przewaga ({line}) zmienia się o {difference}, czego nie da się odróżnić od braku zmiany.',
      'one-seed':
        'Od {from} do {to} przewaga ({line}) zmienia się o {difference}; jedno ziarno nic nie mówi o rozrzucie.',
      'other-budget':
        'Od {from} do {to} przewaga ({line}) zmienia się o {difference}. Przy różnych budżetach nic to nie mówi o sieciach.',
      'other-seeds':
        'Zmiana przewagi ({line}) od {from} do {to} wymaga tych samych ziaren we wszystkich czterech projektach.',
    },
    spread: {
      first:
        'Przy {places} każde ziarno uczyło się na tych samych pierwszych obrazach: rozrzut między ziarnami nie obejmuje doboru obrazów i na innych obrazach wynik może być inny.',
      drawn: 'Przy {places} każde ziarno losowało własne obrazy: rozrzut między ziarnami obejmuje dobór obrazów.',
      mixed:
        'Przy {places} jedne projekty losowały obrazy ziarnem, a inne brały pierwsze z pliku: różnica między nimi obejmuje i to.',
    },
    noGaps: 'Jest tylko jedna linia, więc nie ma z czym jej porównać.',
    noFigureTitle: 'Nie ma jeszcze wyniku',
    progress: 'Ukończone przebiegi tego przeglądu',
    progressText:
      'ukończono {finished} z {all} przebiegu | ukończono {finished} z {all} przebiegów | ukończono {finished} z {all} przebiegów',
    watch: 'Obserwuj',
    noFigure: 'Żaden z tych przebiegów nie zakończył się tym wynikiem. Pojawi się tu, gdy tylko któryś to zrobi.',
    noneTitle: 'Nie ma jeszcze z czego odpowiadać',
    none: 'Uruchom przegląd na stronie Nowy eksperyment albo zaznacz eksperymenty na stronie Przebiegi.',
    strange: 'Adres nie wskazuje przeglądu, eksperymentów ani wierszy, które mogłyby istnieć.',
    loading: 'Wyszukiwanie…',
  },
};
