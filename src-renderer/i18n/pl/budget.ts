import type { budgetMessages as english } from '../en/budget';
import type { Translation } from '../translation';

export const budgetMessages: Translation<typeof english> = {
  compareReport: {
    name: 'Nazwa',
    what: 'Co to jest',
    runs: 'Przebiegi',
    seeded: '{id} (ziarno {seed})',
  },
  compareBudget: {
    title: 'Budżet',
    about: {
      epochs: 'przejścia przez zbiór treningowy',
      updates: 'kroki optymalizatora',
      examples: 'pokazane w treningu',
      multiplyAdds: 'treningu, w przód i wstecz',
      time: 'jednego przebiegu',
    },
    name: {
      epochs: 'Epoki',
      updates: 'Aktualizacje wag',
      examples: 'Obejrzane przykłady',
      multiplyAdds: 'Mnożenia z dodawaniem',
      time: 'Czas treningu',
    },
    pairImages: '{pairs} ({images})',
    missing: 'Nieznane',
    spread: '{amount} ± {sd}',
    heading: 'Treningi nie były równie długie',
    gap: 'Obejrzane przykłady: {larger} ma {examples} × tyle, co {smaller} ({much} wobec {little}), a aktualizacji wag {updates} × tyle ({muchUpdates} wobec {littleUpdates}). Różnica wyników, jakakolwiek jest, nic nie mówi o samych projektach.',
    control: {
      updates:
        'Uczciwa próba kontrolna przy równej liczbie aktualizacji: {name}. Liczba epok: {epochs}, aktualizacji: {updates}, przykłady: {examples}.',
      examples:
        'Uczciwa próba kontrolna przy równej liczbie przykładów: {name}. Liczba epok: {epochs}, aktualizacji: {updates}, przykłady: {examples}.',
    },
    run: {
      updates: 'Uruchom przy równej liczbie aktualizacji: {name}',
      examples: 'Uruchom przy równej liczbie przykładów: {name}',
    },
    queueing: 'Dodawanie do kolejki…',
    queued:
      'Dodano do kolejki jako przebieg {ids}. | Dodano do kolejki jako przebiegi {ids}. | Dodano do kolejki jako przebiegi {ids}.',
    add: 'Dodaj do porównania',
    unknown: 'Nie wiadomo, jak długo trwał trening, więc różnica nic nie mówi o samych projektach: {names}.',
  },
  compareWorth: {
    interval: '95%: od {low} do {high}, {method}',
    both: '{interval}: {says}',
    method: {
      paired: 'parami według ziaren',
      welch: 'test Welcha',
      'one-sample': 'dla naszej średniej',
    },
    verdict: {
      better: 'lepiej',
      worse: 'gorzej',
    },
    open: {
      'unequal-budget': 'nierówne budżety',
      'unknown-budget': 'budżet nieznany',
      'one-seed': 'jedno ziarno: brak przedziału',
      'no-spread': 'brak rozrzutu: brak przedziału',
      'not-told': 'nie do odróżnienia od zera',
    },
    oneSeed:
      'Po jednej stronie jest jedno ziarno, więc nie ma przedziału i nie wiadomo, jak daleko sięga przypadek: {names}. Wytrenuj więcej ziaren.',
    noSpread: 'Każde ziarno daje to samo, więc nie ma przedziału: {names}.',
    resolution:
      '{name}, {figure}: przy {count} ziarnie różnicy mniejszej niż {gap} nie da się odróżnić od zera. | {name}, {figure}: przy {count} ziarnach różnicy mniejszej niż {gap} nie da się odróżnić od zera. | {name}, {figure}: przy {count} ziarnach różnicy mniejszej niż {gap} nie da się odróżnić od zera.',
    told: 'Tę różnicę da się odróżnić.',
    more: 'Jeśli się nie zmieni, do odróżnienia tej wystarczy jeszcze około {count} ziarna. | Jeśli się nie zmieni, do odróżnienia tej wystarczą jeszcze około {count} ziarna. | Jeśli się nie zmieni, do odróżnienia tej wystarczy jeszcze około {count} ziaren.',
    never: 'Tej nie rozstrzygnie żadna liczba ziaren, którą ktokolwiek by wytrenował.',
  },
  trainFor: {
    title: 'Długość treningu w',
    of: { epochs: 'epokach', updates: 'aktualizacjach', examples: 'przykładach' },
    label: { updates: 'Aktualizacje wag', examples: 'Przykłady' },
    hint: {
      updates: 'Kroki optymalizatora, jeden na paczkę',
      examples: 'Pokazane obrazy lub pary, liczone za każdym razem',
    },
    amounts: '= {amounts}.',
    atMost: '= najwyżej {amounts}.',
    rounded: 'Zaokrąglono do pełnych epok: {got} zamiast {wanted} ({difference}).',
    problem: {
      updates: 'Podano: {received}. Potrzebna jest liczba aktualizacji wag: liczba całkowita, np. {example}.',
      examples: 'Podano: {received}. Potrzebna jest liczba przykładów: liczba całkowita, np. {example}.',
      tooMany: 'Podano: {received}. To za dużo epok; można najwyżej {most}.',
    },
    asLongAs: 'Trenuj tak długo jak przebieg',
    asLongAsButton: 'Tak długo jak przebieg…',
    asLongAsHint: 'Tyle aktualizacji wag (albo przykładów, jeśli je wybrano), ile miał ukończony przebieg.',
    equal: 'Trening równy w',
    equalHint: {
      epochs: 'Każdy przez podaną wyżej liczbę epok. Gdzie epoka ma więcej par, tam jest więcej aktualizacji wag.',
      updates: 'Każdy przez podaną wyżej liczbę aktualizacji wag, w najbliższej jej liczbie pełnych epok.',
      examples: 'Każdy przez podaną wyżej liczbę przykładów, w najbliższej jej liczbie pełnych epok.',
    },
    unequal:
      'Treningi nie są równie długie: od {least} do {most} aktualizacji wag. Różnice między nimi nie będą nazwane lepszymi ani gorszymi.',
  },
  budget: {
    epochs: '{count} epoka | {count} epoki | {count} epok',
    updates: '{count} aktualizacja wag | {count} aktualizacje wag | {count} aktualizacji wag',
    images: '{count} obraz | {count} obrazy | {count} obrazów',
    pairs: '{count} para | {count} pary | {count} par',
  },
};
