import type { termMessages as english } from '../en/terms';
import type { Translation } from '../translation';

export const termMessages: Translation<typeof english> = {
  terms: {
    title: 'Słowniczek',
    lead: 'Słowa, których używa laboratorium, każde na jedną rzecz. Większość z nich jest też objaśniona tam, gdzie stoi: wskaż małe „i” obok albo przejdź do niego klawiszem Tab.',
    explain: 'Objaśnienie: {term}',
    more: 'W słowniczku',
    enter: 'Naciśnij Enter: {link}',
    groups: {
      networks: 'Sieci',
      data: 'Dane i pary',
      training: 'Trening',
      testing: 'Testy i porównania',
      lab: 'Laboratorium',
    },
    drawings: {
      towers: 'Dwa obrazy przechodzą przez dwie wieże; głowica łączy oba osadzenia i daje odpowiedź.',
      permutation: 'Permutacja zachowująca klasę: każdy obraz na dole wylosowano dla górnego z jego własnej klasy.',
      rotation: 'Rotacja 1: każdy obraz jest w parze z następnym w pliku, jakiejkolwiek byłby klasy.',
    },
    words: {
      network: {
        name: 'Sieć',
        text: 'To, co się trenuje: warstwy wag, które zamieniają obraz w odpowiedź. Sieć zwykła ogląda jeden obraz naraz.',
      },
      siamese: {
        name: 'Sieć syjamska',
        text: 'Sieć o dwóch wieżach, która ogląda dwa obrazy naraz (sieć bliźniacza). Tutaj oba obrazy pary treningowej są jednej klasy, a sieć ją nazywa; albo mówi, czy są jednej klasy.',
      },
      tower: {
        name: 'Wieża',
        text: 'Część sieci, która zamienia jeden obraz w osadzenie. Dwie wieże sieci syjamskiej mają każda własne wagi (osobne) albo te same (wspólne).',
      },
      embedding: {
        name: 'Osadzenie',
        text: 'Lista liczb, którą wieża tworzy z obrazu. Obrazy, które są dla sieci podobne, mają osadzenia leżące blisko siebie.',
      },
      head: {
        name: 'Głowica',
        text: 'To, co łączy osadzenia obu wież, zanim powstanie odpowiedź: obok siebie albo jako ich różnica lub odległość.',
      },
      layer: { name: 'Warstwa', text: 'Jedna operacja sieci z własnymi wagami, na przykład splot.' },
      width: {
        name: 'Szerokość',
        text: 'Ile filtrów ma pierwszy splot; następne mają ich dwa i cztery razy więcej. Szersza sieć może nauczyć się więcej, ale trwa to dłużej.',
      },
      transfer: {
        name: 'Przeniesienie wag',
        text: 'Zaczynanie od wag, które wytrenowali inni, tu VGG19 z ImageNet, a nie od losowych.',
      },
      frozen: {
        name: 'Zamrożone',
        text: 'O warstwach: nietrenowane. Zostają takie, jakie były na początku przebiegu.',
      },
      dataset: { name: 'Zbiór danych', text: 'Obrazy z klasami, podzielone na zbiór treningowy i testowy.' },
      split: { name: 'Podział', text: 'Których obrazów dotyczy wynik: treningowych, walidacyjnych czy testowych.' },
      fraction: {
        name: 'Ułamek zbioru',
        text: 'Używana część zbioru treningowego; 0,1 to jedna dziesiąta. Które to obrazy, mówi dobór obrazów. Zbiór testowy jest zawsze cały.',
      },
      sample: {
        name: 'Dobór obrazów',
        text: 'Które obrazy oznacza ułamek: losowane ziarnem, z każdej klasy ta sama część, albo pierwsze w pliku, jak w prezentacji. Mniejszy losowany dobór jest częścią większego.',
      },
      pairing: { name: 'Parowanie', text: 'Sposób tworzenia par treningowych dla sieci o dwóch wejściach.' },
      permutation: {
        name: 'Permutacja',
        text: 'Kopia zbioru treningowego, w której każdy obraz dostaje partnera wylosowanego z jego własnej klasy. Przy 4 permutacjach epoka ma pięć razy więcej par, niż jest obrazów: cztery kopie i każdy obraz z samym sobą.',
      },
      rotation: {
        name: 'Rotacja',
        text: 'Sposób tworzenia par: obraz 1 z obrazem 1 + r, obraz 2 z obrazem 2 + r i tak dalej. Większość takich par to obrazy różnych klas.',
      },
      checksum: {
        name: 'Suma kontrolna',
        text: 'Liczba wyliczona ze wszystkich pikseli i etykiet. Dwa przebiegi o tej samej sumie widziały te same obrazy.',
      },
      verified: {
        name: 'Sprawdzony',
        text: 'O zbiorze danych: jego pliki odczytano i są takie, jakie być powinny. Późniejsza zmiana zostanie zauważona.',
      },
      epoch: {
        name: 'Epoka',
        text: 'Jedno przejście przez wszystkie obrazy lub pary treningowe. Epoka par jest dłuższa niż epoka obrazów.',
      },
      batch: { name: 'Paczka', text: 'Obrazy lub pary, z których powstaje jedna aktualizacja.' },
      update: {
        name: 'Aktualizacja',
        text: 'Jedna zmiana wag, po jednej paczce (krok). Liczba obrazów w epoce przez rozmiar paczki razy liczba epok: tyle aktualizacji ma trening.',
      },
      budget: {
        name: 'Budżet',
        text: 'Jak długo sieć trenowano: aktualizacje, obejrzane przykłady, mnożenia z dodawaniem. Dwie sieci porównuje się uczciwie tylko przy mniej więcej równych budżetach.',
      },
      multiplyAdds: {
        name: 'Mnożenia z dodawaniem',
        text: 'Ile obliczeń wymaga sieć, niezależnie od komputera.',
      },
      loss: {
        name: 'Strata',
        text: 'To, co trening zmniejsza: jak daleko odpowiedzi są od prawdy. 0 oznaczałoby zawsze pewną i trafną odpowiedź.',
      },
      optimiser: { name: 'Optymalizator', text: 'Reguła, według której aktualizacja zmienia wagi: Adam lub SGD.' },
      learningRate: {
        name: 'Współczynnik uczenia',
        text: 'Jak bardzo aktualizacja przesuwa wagi. Za duży: sieć niczego się nie uczy albo zapomina; za mały: trwa to bardzo długo.',
      },
      momentum: {
        name: 'Momentum',
        text: 'W SGD: jaka część kierunku ostatniej aktualizacji przechodzi do następnej. Wygładza drogę.',
      },
      dropout: {
        name: 'Dropout',
        text: 'Podczas treningu część wartości jest losowo zerowana, aby sieć nie polegała na pojedynczych. W teście są wszystkie.',
      },
      l2: {
        name: 'Kara L2',
        text: 'Koszt dużych wag, dodawany do straty. Powstrzymuje sieć przed uczeniem się obrazów treningowych na pamięć.',
      },
      labelSmoothing: {
        name: 'Wygładzanie etykiet',
        text: 'Prawdziwej klasy uczy się jako nieco mniej niż pewnej, a resztę rozdziela między wszystkie klasy. Sieć staje się mniej pewna siebie.',
      },
      seed: {
        name: 'Ziarno',
        text: 'Liczba, z której wynika każdy losowy wybór przebiegu: wagi początkowe, kolejność, pary, dropout. To samo ziarno na tym samym komputerze powtarza przebieg; inne ziarna pokazują, ile zrobił przypadek.',
      },
      validation: {
        name: 'Walidacja',
        text: 'To, co obserwuje się po każdej epoce, aby zobaczyć, jak sieć radzi sobie z obrazami, na których się nie uczy.',
      },
      heldOut: {
        name: 'Odłożone',
        text: 'Obrazy treningowe każdej klasy, których nie używa trening, lecz wybór: kiedy przestać, które wagi zachować, jaki próg. Wybór na zbiorze testowym byłby dla sieci zbyt korzystny.',
      },
      task: {
        name: 'Zadanie',
        text: 'O co pyta się sieć: o klasę obrazu (klasyfikacja) albo o to, czy dwa obrazy są jednej klasy (weryfikacja).',
      },
      verification: {
        name: 'Weryfikacja',
        text: 'Stwierdzanie, czy dwa obrazy są jednej klasy. Prezentacja nazywa to dyskryminacją.',
      },
      protocol: {
        name: 'Sposób testowania (protokół)',
        text: 'Jak testuje się sieć o dwóch wejściach: co dostaje obok każdego obrazu testowego albo jakie pary. Wyniki dwóch protokołów odpowiadają na dwa różne pytania.',
      },
      metric: { name: 'Miara', text: 'To, co mierzy wynik, na przykład dokładność.' },
      accuracy: { name: 'Dokładność', text: 'Odsetek trafnych odpowiedzi.' },
      balancedAccuracy: {
        name: 'Zrównoważona dokładność',
        text: 'Odsetek trafnych odpowiedzi w każdej klasie, a potem średnia po klasach. Klasa o niewielu obrazach liczy się tak samo jak duża; zgadywanie daje 1 przez liczbę klas.',
      },
      macroF1: {
        name: 'Makro F1',
        text: 'F1 łączy precyzję (ile z nazwanych daną klasą do niej należy) i czułość (ile obrazów klasy znaleziono). Makro F1 to średnia po klasach, każda liczy się tak samo.',
      },
      weightedF1: {
        name: 'Ważone F1',
        text: 'Średnie F1 klas, ważone liczbą obrazów testowych każdej z nich.',
      },
      confusionMatrix: {
        name: 'Macierz pomyłek',
        text: 'Tabela obrazów testowych według prawdziwej klasy i odpowiedzi. To, co trafne, jest na przekątnej.',
      },
      threshold: {
        name: 'Próg',
        text: 'Prawdopodobieństwo, od którego para jest nazywana „takie same”. Wybiera się je na odłożonych parach, a potem testuje bez zmian; bez nich jest to jedna druga.',
      },
      rocAuc: {
        name: 'ROC-AUC',
        text: 'Szansa, że para „takie same” ma wyższy wynik niż para „różne”, niezależnie od progu. 1 to ideał, 0,5 to zgadywanie.',
      },
      prAuc: {
        name: 'PR-AUC',
        text: 'Średnia precyzja „takie same” po wszystkich progach. Surowsza miara, gdy par „takie same” jest mało.',
      },
      eer: {
        name: 'Równa stopa błędów (EER)',
        text: 'Odsetek błędnych odpowiedzi przy progu, przy którym pary „takie same” i „różne” są mylone równie często. 0 to ideał, 0,5 to zgadywanie.',
      },
      floor: {
        name: 'Dolny próg',
        text: 'Dokładność stałej odpowiedzi „różne”. Przy dziesięciu klasach dziewięć par na dziesięć jest różnych, więc wynosi 0,9: dokładność na parach trzeba czytać obok niej.',
      },
      chosenOnTest: {
        name: 'Wybrane na zbiorze testowym',
        text: 'Znak: zbiór testowy zdecydował, kiedy przestać lub które wagi zachować, więc wyniki są dla sieci zbyt korzystne.',
      },
      ensemble: {
        name: 'Zespół sieci',
        text: 'Kilka sieci, których prawdopodobieństwa klas są uśredniane; odpowiedzią jest największa średnia. Średnia dwóch zwykłych sieci to próba kontrolna dla sieci syjamskiej, której podano dwa razy ten sam obraz.',
      },
      spread: {
        name: 'Rozrzut',
        text: 'Odchylenie standardowe po ziarnach, podawane jako średnia ± rozrzut (n).',
      },
      interval: {
        name: 'Przedział (95%)',
        text: 'Gdzie prawdopodobnie leży prawdziwa różnica. Spośród 100 tak utworzonych przedziałów zawiera ją 95. Przedział, który pomija zero, potwierdza różnicę; ten, który je zawiera, nie.',
      },
      mcnemar: {
        name: 'Test McNemara',
        text: 'Czy dwa wytrenowane modele różnią się na tych samych obrazach bardziej niż przypadkiem. Liczą się tylko obrazy, które jeden z nich rozpoznał, a drugi nie. O innych ziarnach nie mówi nic.',
      },
      baseline: { name: 'Punkt odniesienia', text: 'To, z czym porównuje się pozostałe.' },
      pca: {
        name: 'PCA',
        text: 'Dwa kierunki, w których osadzenia różnią się najbardziej, jako płaszczyzna. Co leży na niej daleko od siebie, jest daleko; co leży blisko, nie musi być blisko.',
      },
      umap: {
        name: 'UMAP',
        text: 'Płaszczyzna, na której sąsiedzi pozostają sąsiadami. Odległości między grupami i ich wielkości mówią niewiele.',
      },
      deck: {
        name: 'Prezentacja',
        text: 'Slajdy, z których wyrosło laboratorium: M. Dobrzański i G. Sroka, „Siamese Networks”, 2022.',
      },
      row: { name: 'Wiersz', text: 'Jeden wiersz tabel prezentacji, na przykład C4, z ustawieniami i wynikami.' },
      preset: { name: 'Gotowy projekt', text: 'Wiersz prezentacji jako projekt, który laboratorium może wytrenować.' },
      starter: { name: 'Propozycja', text: 'Mały projekt laboratorium na początek.' },
      publishedFigure: {
        name: 'Opublikowany wynik',
        text: 'Wynik tak, jak wydrukowali go inni, z tyloma samymi cyframi.',
      },
      experiment: {
        name: 'Eksperyment',
        text: 'Uruchomiony projekt, z numerem i tytułem. Ma po jednym przebiegu na każde ziarno.',
      },
      design: { name: 'Projekt', text: 'Wszystkie ustawienia, które decydują o wynikach eksperymentu.' },
      run: {
        name: 'Przebieg',
        text: 'Jedno ziarno eksperymentu, wytrenowane i przetestowane. Jest w kolejce, trwa, jest ukończony, nieudany, anulowany lub przerwany.',
      },
      sweep: {
        name: 'Przegląd',
        text: 'Eksperymenty dla wszystkich kombinacji pewnych wartości, na przykład sieci i ułamków, uruchomione razem pod jedną nazwą.',
      },
      answer: { name: 'Odpowiedź', text: 'Co przebiegi mówią o wyniku w zależności od zmienianego pola.' },
      study: { name: 'Badanie', text: 'Ukończone przebiegi dołączone do laboratorium, oznaczone jako jego własne.' },
      queue: { name: 'Kolejka', text: 'Przebiegi, które czekają, w kolejności, którą możesz zmienić.' },
      checkpoint: {
        name: 'Punkt kontrolny',
        text: 'Plik ze wszystkim, czego przebieg potrzebuje, aby kontynuować co do bitu od miejsca, w którym był.',
      },
      pause: {
        name: 'Wstrzymanie',
        text: 'Zatrzymanie przebiegu po bieżącej paczce; inne go wyprzedzają, a potem trwa dalej.',
      },
      resume: {
        name: 'Wznowienie',
        text: 'Kontynuacja zakończonego przebiegu od ostatniego punktu kontrolnego, jako tego samego przebiegu.',
      },
      retry: {
        name: 'Ponowienie',
        text: 'Ponowne ustawienie w kolejce ziarna, z którego nic nie wyszło, jako nowego przebiegu od początku.',
      },
      archive: { name: 'Archiwum', text: 'Przebiegi usunięte z widoku; nic z nich nie ginie.' },
      estimate: {
        name: 'Szacowany czas',
        text: 'Czas, który projekt zajmie na tym komputerze, wyliczony z kilku zmierzonych paczek.',
      },
      log: { name: 'Dziennik', text: 'Co działo się z przebiegiem, po jednym zdarzeniu w wierszu.' },
      artefact: { name: 'Artefakt', text: 'Plik ukończonego przebiegu: wagi, predykcje lub wyniki par.' },
      bundle: { name: 'Pakiet', text: 'Plik zip z przebiegami jednego laboratorium dla innego.' },
      backup: {
        name: 'Kopia zapasowa',
        text: 'Sprawdzona kopia bazy danych, po jednej na każdy dzień z przebiegami, ostatnie trzy.',
      },
      home: { name: 'Folder domowy', text: 'Folder bazy danych, przebiegów i zbiorów danych.' },
      device: { name: 'Urządzenie', text: 'To, co liczy: procesor albo karta graficzna.' },
      selfTest: {
        name: 'Autotest',
        text: 'Maleńkie sieci, które urządzenie trenuje i których wyniki się sprawdza, zanim zostanie użyte.',
      },
      precision: {
        name: 'Precyzja',
        text: 'Z iloma cyframi urządzenie mnoży: float32 albo szybsza i mniej dokładna tf32 na niektórych kartach.',
      },
    },
  },
};
