import type { FieldGroup } from '#shared/experiment/fields/index';
import { en } from '../../src-renderer/i18n/en';
import { pl } from '../../src-renderer/i18n/pl';

/** What the page of settings says in a language, beside what the field table says. */
export interface SettingsWords {
  readonly messages: object;
  readonly introduction: string;
  readonly titles: Readonly<Record<FieldGroup, string>>;
  readonly head: readonly string[];
  readonly whole: string;
  readonly lessThanThat: string;
  readonly orNullAt: string;
  readonly expected: RegExp;
  readonly number: (value: unknown) => string;
  /** By what a number counts; English where there is none. */
  readonly units: Readonly<Record<string, string>>;
  /** What a setting does, by its path; what the command line says where there is none. */
  readonly about: Readonly<Record<string, string>>;
}

export const ENGLISH: SettingsWords = {
  messages: en,
  introduction: `# Settings

Every setting of an experiment, as the form, the command line, the tables and the CSV have it: the rows of
\`src-shared/experiment/fields\`. This page is written from them: \`npx vitest run test/unit/settings-page.test.ts -u\`.

The path is the setting's place in a [design file](../formats.md#the-design-file) and in a comparison, the column that in the
exported list of runs. A network or a pairing that does not have a setting refuses it by name. Where several defaults are
named, they go by the network or the pairing.`,
  titles: {
    data: 'Data',
    network: 'Network',
    pairing: 'Pairing',
    training: 'Training',
    validation: 'Validation',
    tests: 'Tests',
    compute: 'Device',
  },
  head: ['option', 'setting', 'path', 'values', 'default', 'column'],
  whole: 'whole, ',
  lessThanThat: ', less than that',
  orNullAt: 'or null at',
  expected: /expected (.+)\.$/,
  number: String,
  units: {},
  about: {},
};

export const POLISH: SettingsWords = {
  messages: pl,
  introduction: `# Ustawienia

Każde ustawienie eksperymentu tak, jak mają je formularz, wiersz poleceń, tabele i CSV: wiersze \`src-shared/experiment/fields\`. Ta
strona powstaje z nich: \`npx vitest run test/unit/settings-page.test.ts -u\`.

Ścieżka to miejsce ustawienia w [pliku projektu](../../formats.md#the-design-file) i w porównaniu, kolumna – w wyeksportowanej liście
przebiegów. Sieć lub parowanie, które nie ma danego ustawienia, odrzuca je z podaniem nazwy. Gdzie wymieniono kilka wartości
domyślnych, zależą one od sieci lub parowania.`,
  titles: {
    data: 'Dane',
    network: 'Sieć',
    pairing: 'Parowanie',
    training: 'Trening',
    validation: 'Walidacja',
    tests: 'Testy',
    compute: 'Urządzenie',
  },
  head: ['opcja', 'ustawienie', 'ścieżka', 'wartości', 'domyślnie', 'kolumna'],
  whole: 'całkowite, ',
  lessThanThat: ', mniej niż tyle',
  orNullAt: 'lub null w',
  expected: /Potrzeb\w+(?: jest)? (.+)\.$/,
  number: (value) => String(value).replace('.', ','),
  units: {
    share: 'ułamek',
    units: 'jednostki',
    penalty: 'kara',
    epochs: 'epoki',
    threads: 'wątki',
    images: 'obrazy',
    copies: 'kopie',
    filters: 'filtry',
  },
  about: {
    dataset:
      'shapes (domyślnie, niczego nie trzeba pobierać), cifar10, emnist-letters, fashion-mnist, …: zobacz „datasets”',
    fraction: 'Część zbioru treningowego, która jest używana (domyślnie: 1)',
    sample:
      'Które obrazy oznacza ułamek: losowane ziarnem, z każdej klasy ta sama część (domyślnie), albo pierwsze w pliku, jak w prezentacji',
    'network.kind':
      'vanilla (domyślnie) albo inna: siamese-vanilla, discrimination, joint, emnist, vgg19, vgg16-bn, siamese-vgg19, siamese-vgg16-bn',
    'network.towers': 'Sieci syjamskiej: separate (osobne) lub shared (wspólne); domyślnie jak w prezentacji',
    'network.head':
      'Co łączy wieże: concatenate (domyślnie) lub absoluteDifference; w discrimination: distanceAndBoth (domyślnie), distance, absoluteDifference lub concatenate',
    task: 'Co w sieci joint liczy się najpierw: classification (domyślnie) lub discrimination',
    'network.width': 'Pierwszego splotu; następne mają dwa i cztery razy więcej (domyślnie: 32)',
    'network.embedding': 'Warstwy, która kończy wieżę (domyślnie: 32)',
    'network.dropout': 'Część wartości, którą pomija dropout (domyślnie: 0,2)',
    'network.l2': 'Na każdej macierzy wag (domyślnie: 0)',
    'network.transfer.weights': 'Od czego zaczyna vgg19: imagenet (z jej skalowaniem) lub none (domyślnie)',
    'network.transfer.frozenThrough':
      'W vgg19 z --transfer ostatnia zamrożona warstwa: block1_pool … block5_pool (domyślnie) lub none',
    'network.headUnits': 'W vgg19 jednostki warstwy gęstej przed klasami (domyślnie: 0, brak)',
    'network.scaling': 'W vgg19 sposób skalowania pikseli: unit, standardised, imagenet',
    'pairing.kind':
      'Jak powstają pary treningowe: class-preserving dla klas; rotations (domyślnie), random-permutation lub balanced dla „takie same”',
    'pairing.permutations': 'Kopie zbioru treningowego w parach (domyślnie: 2; w random-permutation: 1)',
    'pairing.rotations': 'Każdy obraz jest w parze z tym, który jest tyle miejsc dalej (domyślnie: 1,2)',
    'pairing.further.after':
      'Po tylu epokach przejdź do dalszych rotacji, jak D3 z prezentacji po 500 (domyślnie: nigdy)',
    'pairing.further.every': 'Epoki na każdej z dalszych rotacji (domyślnie: 10)',
    'pairing.further.rotations':
      'Pierwsze z dalszych rotacji, za każdym razem o jedno miejsce dalej (domyślnie: 200,300)',
    'pairing.sameWeight': 'Ile liczy się para „takie same”, gdy para „różne” liczy się za 1 (domyślnie: 2)',
    'pairing.draw': 'Jak losuje się partnerów zachowujących klasę: with-replacement (domyślnie) lub permutation',
    'pairing.redraw': 'Losuj partnerów na nowo w każdej epoce',
    'training.epochs': 'Przejścia przez zbiór treningowy (domyślnie: 10)',
    'training.batchSize': 'Obrazy w paczce (domyślnie: 512)',
    seeds:
      'Decydują o wagach początkowych, kolejności i dropoucie (domyślnie: 1); podane kilka razy: po przebiegu na każde',
    'training.optimiser': 'adam (domyślnie) lub sgd',
    'training.learningRate': 'Optymalizatora (domyślnie: 0,001)',
    'training.momentum': 'W sgd (domyślnie: 0,9)',
    'training.labelSmoothing':
      'Część każdej etykiety rozdzielana na wszystkie klasy (Szegedy i in. 2016; domyślnie: 0)',
    'validation.kind':
      'Co obserwuje się po każdej epoce: test-set (zbiór testowy; domyślnie, jak w prezentacji) lub held-out (odłożone obrazy)',
    'validation.fraction': 'Część obrazów treningowych odłożona do walidacji (domyślnie: 0,1)',
    'training.earlyStopping.patience': 'Kończy trening po tylu epokach bez mniejszej straty',
    'training.earlyStopping.monitor':
      'Strata, którą obserwuje --patience: training-loss (domyślnie) lub validation-loss',
    'training.keep': 'Wagi, które się liczą: last (ostatnie, domyślnie) lub best-validation (z najlepszej walidacji)',
    protocols:
      'Jak się testuje; pierwszy się liczy (domyślnie: wszystkie, które pasują): single, duplicates, class-matched, tower-a, tower-b, rotations, random-permutation',
    'compute.device': 'auto (domyślnie: najszybsze, które przeszło test), cpu, cuda:0, webgpu:0, …: zobacz „devices”',
    'compute.threads': 'Procesora (domyślnie: wszystkie)',
    'compute.precision': 'float32 (domyślnie) lub tf32 na karcie NVIDIA, która ją ma',
  },
};
