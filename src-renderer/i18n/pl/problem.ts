import type { problemMessages as english } from '../en/problem';
import type { Translation } from '../translation';

export const problemMessages: Translation<typeof english> = {
  problem: {
    nothing: 'nic',
    whole: 'Podano: {received}. Potrzebna jest liczba całkowita od {least} do {most}: {what}.',
    between: 'Podano: {received}. Potrzebna jest liczba od {least} do {most}: {what}.',
    below: 'Podano: {received}. Potrzebna jest liczba od {least} do mniej niż {most}: {what}.',
    what: {
      width: 'filtry pierwszego splotu',
      embedding: 'jednostki osadzenia',
      dropout: 'część wartości, którą pomija dropout',
      l2: 'kara L2 na każdej macierzy wag',
      headUnits: 'jednostki warstwy gęstej przed klasami',
      permutations: 'kopie zbioru treningowego w parach',
      onlyPermutations: 'kopie zbioru treningowego w parach',
      sameWeight: 'ile liczy się para „takie same”, gdy para „różne” liczy się za 1',
      patience: 'epoki bez mniejszej straty',
      momentum: 'momentum w sgd',
      labelSmoothing: 'część etykiety rozdzielana na wszystkie klasy',
      batchSize: 'obrazy w paczce',
      epochs: 'przejścia przez zbiór treningowy',
      heldOut: 'odkładana część obrazów treningowych',
      threads: 'wątki procesora',
      seed: 'ziarno',
      epoch: 'epoka',
    },
    fraction:
      'Podano: {received}. Potrzebny jest ułamek zbioru treningowego większy od 0 i najwyżej 1, np. {example} dla 10% obrazów.',
    learningRate: 'Podano: {received}. Potrzebny jest współczynnik uczenia większy od 0 i najwyżej 1, np. {example}.',
    rotations: 'Podano: {received}. Potrzeba od jednej do 50 różnych rotacji, np. 1, 2.',
    furtherRotations: 'Podano: {received}. Potrzeba tylu różnych rotacji, ile jest przed nimi, np. 200, 300.',
    seeds: 'Podano: {received}. Potrzeba od jednego do 100 różnych ziaren, np. 1, 2, 3 lub 1-5.',
    protocols: 'Wybierz co najmniej jeden protokół, na pierwszym miejscu taki, który nie zdradza etykiety.',
    precision: 'Podano precyzję {received} dla {device}. Urządzenie ma do wyboru: {offered}.',
    device:
      'Podano urządzenie {received}. Ostatni test znalazł: {there}. Jeśli pojawiło się później, przetestuj urządzenia ponownie.',
    deviceTrouble: '{reason} {mend}',
  },
};
