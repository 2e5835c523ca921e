import type { datasetMessages as english } from '../en/dataset';
import type { Translation } from '../translation';

export const datasetMessages: Translation<typeof english> = {
  dataset: {
    legend: 'Zbiór danych',
    split: 'Podział',
    emnist: 'EMNIST',
    titles: {
      cifar10: 'CIFAR-10',
      shapes: 'Kształty',
      'emnist-letters': 'EMNIST Letters',
      'emnist-balanced': 'EMNIST Balanced',
      'emnist-byclass': 'EMNIST By_Class',
      'emnist-bymerge': 'EMNIST By_Merge',
      'emnist-digits': 'EMNIST Digits',
      'emnist-mnist': 'EMNIST MNIST',
      'fashion-mnist': 'Fashion-MNIST',
    },
    about: {
      cifar10: 'Zdjęcia dziesięciu rodzajów zwierząt i pojazdów (Krizhevsky, 2009).',
      shapes: 'Dziesięć kształtów i tekstur, które laboratorium rysuje samo: pierwszy przebieg niczego nie pobiera.',
      'emnist-letters': 'Pismo odręczne: litery, wielka i mała w jednej klasie, każda klasa równie często.',
      'emnist-balanced': 'Pismo odręczne: cyfry i litery; małe litery podobne do wielkich są z nimi w jednej klasie.',
      'emnist-byclass':
        'Pismo odręczne: wszystkie cyfry, wielkie i małe litery, każda klasa tak często, jak ją pisano.',
      'emnist-bymerge': 'Obrazy z By_Class z klasami z Balanced, każda tak często, jak ją pisano.',
      'emnist-digits': 'Pismo odręczne: cyfry, każda klasa równie często.',
      'emnist-mnist': 'Pismo odręczne: cyfry w liczbach MNIST, przygotowane na sposób EMNIST.',
      'fashion-mnist': 'Zdjęcia dziesięciu rodzajów ubrań ze sklepu, w liczbach MNIST (Xiao, Rasul, Vollgraf, 2017).',
    },
    size: 'obrazy treningowe: {train}, testowe: {test}; {shape}; klasy: {classes}',
    state: {
      unknown: 'Szukanie…',
      builtIn: 'Wbudowany',
      installed: 'Zainstalowany',
      missing: 'Niezainstalowany',
      damaged: 'Uszkodzony',
    },
    missing: 'Zbioru {title} nie ma jeszcze na tym komputerze. Pobierz go albo zaimportuj kopię, którą masz.',
    damaged: 'Jego pliki w folderze {folder} są nieprawidłowe: {problem} Zainstaluj go ponownie.',
    download: 'Pobierz {title}',
    importArchive: 'Importuj archiwum…',
    importFolder: 'Importuj folder…',
    cancel: {
      download: 'Anuluj pobieranie',
      archive: 'Anuluj import',
      folder: 'Anuluj import',
      verification: 'Zatrzymaj',
    },
    cancelling: 'Anulowanie…',
    progress: 'Instalacja zbioru {title}',
    waiting: {
      download: 'Łączenie z serwerem…',
      archive: 'Oczekiwanie na wybór archiwum…',
      folder: 'Oczekiwanie na wybór folderu…',
      verification: 'Otwieranie plików…',
    },
    waitingFor:
      'Oczekiwanie na odpowiedź serwera {host}: próba {attempt} z {attempts}, każda do {seconds} s. Bez sieci zaimportuj kopię, którą masz.',
    phase: { downloading: 'Pobieranie', checking: 'Kontrola', unpacking: 'Rozpakowywanie', verifying: 'Sprawdzanie' },
    bytes: '{phase}: {done}',
    bytesOf: '{phase}: {done} z {total}',
  },
};
