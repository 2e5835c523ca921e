import type { reportMessages as english } from '../en/report';
import type { Translation } from '../translation';

export const reportMessages: Translation<typeof english> = {
  report: {
    make: 'Raport',
    hint: 'Folder do oddania: strona, Markdown z wykresami i PDF. Po angielsku.',
    reading: 'Czytanie przebiegu {done} z {total}…',
    writing: 'Zapisywanie…',
    written: 'Raport jest w {folder} | Raporty są w {folder} | Raporty są w {folder}',
    noPdf: 'Nie ma pliku PDF: {why} | Nie ma plików PDF: {why} | Nie ma plików PDF: {why}',
    open: 'Otwórz',
    show: 'Pokaż w folderze',
  },
};
