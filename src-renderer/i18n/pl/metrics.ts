import type { metricMessages as english } from '../en/metrics';
import type { Translation } from '../translation';

export const metricMessages: Translation<typeof english> = {
  metric: {
    accuracy: 'Dokładność',
    'balanced-accuracy': 'Zrównoważona dokładność',
    'macro-f1': 'Makro F1',
    'weighted-f1': 'Ważone F1',
    'weighted-f1-by-prediction': 'F1 ważone predykcjami',
    'compared-balanced-accuracy': 'Zrównoważona dokładność porównanych klas',
    'compared-f1-of-same': 'F1 „takie same” porównanych klas',
    'compared-f1-of-same-in-deck': 'F1 „takie same” porównanych klas, jak podaje je prezentacja',
    'compared-accuracy': 'Dokładność porównanych klas',
    'f1-of-same': 'F1 „takie same”',
    'f1-of-same-in-deck': 'F1 „takie same”, jak podaje je prezentacja',
    'precision-of-same': 'Precyzja „takie same”',
    'recall-of-same': 'Czułość „takie same”',
    'floor-accuracy': 'Dokładność stałej odpowiedzi „różne”',
    'area-under-roc': 'ROC-AUC',
    'average-precision': 'PR-AUC',
    'equal-error-rate': 'Równa stopa błędów (EER)',
    loss: 'Strata testowa',
  },
};
