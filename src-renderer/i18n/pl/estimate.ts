import type { estimateMessages as english } from '../en/estimate';
import type { Translation } from '../translation';

export const estimateMessages: Translation<typeof english> = {
  estimate: {
    unknown: 'Czas: jeszcze nieznany',
    about: 'około {time}',
    atMost: 'najwyżej {time}',
    atLeast:
      'co najmniej {time}, {count} przebieg nieznany | co najmniej {time}, {count} przebiegi nieznane | co najmniej {time}, {count} przebiegów nieznanych',
    aboutOf:
      'około {time}, {count} przebieg nieznany | około {time}, {count} przebiegi nieznane | około {time}, {count} przebiegów nieznanych',
    how: 'Żaden podobny przebieg nie skończył się tutaj. Pomiar to kilka paczek, około 10 sekund.',
    epoch: '{epoch} na epokę',
    measured: 'zmierzone na tym komputerze',
    fromRun: 'jak trwał tu przebieg {id}',
    runsOf:
      '{count} przebieg po {run}, {epoch} na epokę | {count} przebiegi po {run}, {epoch} na epokę | {count} przebiegów po {run}, {epoch} na epokę',
    forRuns:
      'dla {count} przebiegu | dla {count} przebiegów, jeden po drugim | dla {count} przebiegów, jeden po drugim',
    trainingNow: 'Trwa trening przebiegu {id}: pomiar obok niego byłby błędny.',
    measure: 'Zmierz',
    again: 'Zmierz ponownie',
    measuring: 'Pomiar, została {count} sieć… | Pomiar, zostały {count} sieci… | Pomiar, zostało {count} sieci…',
    cancel: 'Anuluj',
  },
  longWork: {
    title: 'Dodać do kolejki {time} pracy?',
    about:
      '{count} przebieg trwa na tym komputerze około {time}: gdyby nic go nie poprzedzało, skończyłby się około {ends}. | {count} przebiegi trwają na tym komputerze około {time}: gdyby nic ich nie poprzedzało, ostatni skończyłby się około {ends}. | {count} przebiegów trwa na tym komputerze około {time}: gdyby nic ich nie poprzedzało, ostatni skończyłby się około {ends}.',
    atMost:
      '{count} przebieg trwa na tym komputerze najwyżej {time}: gdyby nic go nie poprzedzało, skończyłby się do {ends}. | {count} przebiegi trwają na tym komputerze najwyżej {time}: gdyby nic ich nie poprzedzało, ostatni skończyłby się do {ends}. | {count} przebiegów trwa na tym komputerze najwyżej {time}: gdyby nic ich nie poprzedzało, ostatni skończyłby się do {ends}.',
    unknown:
      'Nie wiadomo, ile trwa jeszcze {count} przebieg. | Nie wiadomo, ile trwają jeszcze {count} przebiegi. | Nie wiadomo, ile trwa jeszcze {count} przebiegów.',
    undo: 'To, co w kolejce, można anulować.',
    go: 'Dodaj {count} przebieg | Dodaj {count} przebiegi | Dodaj {count} przebiegów',
  },
};
