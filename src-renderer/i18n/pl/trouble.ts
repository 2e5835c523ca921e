import type { troubleMessages as english } from '../en/trouble';
import type { Translation } from '../translation';

const NEWER_DRIVER = 'Zainstaluj sterownik 525.60.13 lub nowszy i uruchom komputer ponownie.';
const FETCH_AGAIN = 'Uruchom „npm run setup -- --device cuda --again”, które pobierze je od nowa.';
const NOT_USED = 'Do czasu udanego testu nie jest używane.';

export const troubleMessages: Translation<typeof english> = {
  trouble: {
    platform: {
      reason: 'libtensorflow z CUDA istnieje tylko dla linux-x64; ten komputer to {platform}.',
      mend: 'Użyj karty graficznej przez WebGPU albo trenuj na procesorze.',
    },
    noDriver: {
      reason: 'Nie znaleziono sterownika NVIDIA: brak jego programu nvidia-smi.',
      mend: 'Jeśli ten komputer ma kartę NVIDIA, zainstaluj jej sterownik, 525.60.13 lub nowszy, i sprawdź ponownie. Jeśli nie ma, trenuj na procesorze (--device cpu).',
    },
    driverSilent: {
      reason: 'Sterownik NVIDIA jest zainstalowany, ale nie odpowiada.',
      mend: 'Uruchom komputer ponownie, aby sterownik i jego moduł jądra były w jednej wersji; jeśli to nie pomoże, zainstaluj sterownik ponownie.',
    },
    noGpu: {
      reason: 'Sterownik NVIDIA jest zainstalowany, ale nie widzi żadnej karty.',
      mend: 'Sprawdź, czy karta jest włączona i czy nie używa jej maszyna wirtualna lub kontener; w przeciwnym razie trenuj na procesorze (--device cpu).',
    },
    noCuda: {
      reason: 'Jest karta {gpu}, ale zainstalowana libtensorflow jest w wersji bez CUDA.',
      mend: 'Uruchom „npm run setup -- --device cuda”: pobiera około 3 GB do folderu laboratorium i wymaga tylko sterownika.',
    },
    oldDriverOf: {
      reason: 'Sterownik NVIDIA ma wersję {version}, za starą dla CUDA 12.',
      mend: NEWER_DRIVER,
    },
    oldDriver: { reason: 'Sterownik NVIDIA jest za stary dla CUDA 12.', mend: NEWER_DRIVER },
    memory: {
      reason: 'Pamięć urządzenia jest pełna, choć test potrzebuje jej niewiele.',
      mend: 'Zakończ inne programy, które używają urządzenia (na karcie NVIDIA pokazuje je „nvidia-smi”), i powtórz test.',
    },
    library: {
      reason: 'libtensorflow nie znalazła biblioteki CUDA {library} i nie użyła karty.',
      mend: FETCH_AGAIN,
    },
    libraries: {
      reason: 'libtensorflow nie znalazła części bibliotek CUDA i nie użyła karty.',
      mend: FETCH_AGAIN,
    },
    notSeen: {
      reason: 'Sterownik pokazuje kartę, ale libtensorflow jej nie widzi.',
      mend: 'Sprawdź, czy nie ukrywa jej CUDA_VISIBLE_DEVICES lub kontener; potem uruchom „npm run setup -- --device cuda --again” i powtórz test.',
    },
    noVulkan: {
      reason: 'WebGPU potrzebuje tu Vulkana, a jego biblioteka nie jest zainstalowana: brak libvulkan.so.1.',
      mend: 'Zainstaluj bibliotekę Vulkana i sterownik karty (w Debianie: apt-get install libvulkan1 mesa-vulkan-drivers; sterownik NVIDIA ma własny) i powtórz test.',
    },
    oldVulkan: {
      reason: 'Sterownikowi Vulkana brakuje {feature}, którego wymaga WebGPU.',
      mend: 'Zainstaluj nowszy sterownik karty (Mesa: 23 lub nowszy) i powtórz test.',
    },
    noWebgpu: {
      reason: 'Pakiety dla WebGPU nie są zainstalowane albo nie są dla tego rodzaju komputera.',
      mend: 'Uruchom „npm run setup -- --again”.',
    },
    noAdapter: {
      reason: 'WebGPU nie znalazło karty graficznej, której może użyć.',
      mend: 'Jeśli ten komputer ją ma, zainstaluj jej sterownik (w Linuksie: Vulkan) i powtórz test; jeśli nie ma, trenuj na procesorze (--device cpu).',
    },
    crashed: {
      reason: 'Proces, który je testował, zakończył się, zanim odpowiedział ({how}).',
      mend: `Poszukaj nowszego sterownika i powtórz test. ${NOT_USED}`,
    },
    hung: {
      reason: 'Proces, który je testował, milczał przez {seconds} s i został zakończony.',
      mend: `Sprawdź, czy inny program nie zajmuje urządzenia, i powtórz test. ${NOT_USED}`,
    },
    wrong: {
      reason:
        'Liczy co innego niż wzorzec: nieudane testy: {failed} z {all}. Test „{check}” odbiega o {deviation}; dopuszczalne jest {tolerance}.',
      mend: `Zainstaluj nowszy sterownik i powtórz test. ${NOT_USED}`,
    },
    noNumber: {
      reason:
        'Liczy co innego niż wzorzec: nieudane testy: {failed} z {all}. Test „{check}” daje coś, co nie jest liczbą; dopuszczalne odchylenie to {tolerance}.',
      mend: `Zainstaluj nowszy sterownik i powtórz test. ${NOT_USED}`,
    },
    failed: {
      reason: 'Nie udało się go użyć: {said}',
      mend: `Zajrzyj do szczegółów i powtórz test. ${NOT_USED}`,
    },
  },
  deviceCheck: {
    plain: 'zwykła sieć',
    separate: 'osobne wieże, konkatenacja',
    shared: 'wspólne wieże, konkatenacja',
    difference: 'wspólne wieże, różnica bezwzględna',
    distance: 'wspólne wieże, odległość',
    distanceAndBoth: 'wspólne wieże, odległość i oba',
    both: 'oba wyjścia naraz',
    normalised: 'normalizacja wsadowa i L2',
    normalisedShared: 'normalizacja wsadowa we wspólnych wieżach',
    frozen: 'zamrożone warstwy przed innymi',
    frozenTower: 'zamrożona wieża',
    standardised: 'standaryzowane wejście',
    dropout: 'porzucanie (dropout)',
    dropoutShared: 'porzucanie (dropout) we wspólnych wieżach',
  },
};
