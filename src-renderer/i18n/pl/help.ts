import type { helpMessages as english } from '../en/help';
import type { Translation } from '../translation';

export const helpMessages: Translation<typeof english> = {
  help: {
    title: 'Pomoc',
    subtitle: 'Przewodnik, na tym komputerze',
    pages: 'Strony przewodnika',
    contents: 'Na tej stronie',
    search: 'Szukaj w przewodniku',
    searchKey: 'Szukaj w przewodniku, gdy jest otwarty',
    found: 'Znaleziono {count} miejsce | Znaleziono {count} miejsca | Znaleziono {count} miejsc',
    foundNone: 'Nic nie pasuje do „{typed}”. Wystarczy część słowa.',
    clear: 'Wróć do strony',
    previous: 'Poprzednia',
    next: 'Następna',
    turn: 'Strony przed tą i po niej',
    loading: 'Otwieranie przewodnika…',
    unknown: 'Nie ma takiej strony',
    unknownText: 'W przewodniku nie ma strony „{page}”. Wybierz inną z listy.',
    here: 'Pomoc do tego ekranu',
    inPalette: 'Pomoc: {page}',
    inPaletteSection: 'Pomoc: {page}, {section}',
    searchCommand: 'Szukaj w pomocy',
    openFromShortcuts: 'Otwórz pomoc',
    inSources: 'w źródłach laboratorium: {path}',
    table: 'Tabela',
    code: 'Polecenia',
  },
};
