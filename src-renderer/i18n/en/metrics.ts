/** Names of the lab's own metrics. */
export const metricMessages = {
  metric: {
    accuracy: 'Accuracy',
    'balanced-accuracy': 'Balanced accuracy',
    'macro-f1': 'Macro F1',
    'weighted-f1': 'Weighted F1',
    'weighted-f1-by-prediction': 'Weighted F1 by predicted counts',
    'compared-balanced-accuracy': 'Balanced accuracy of compared classes',
    'compared-f1-of-same': 'F1 of same, of compared classes',
    'compared-f1-of-same-in-deck': 'F1 of same, of compared classes as in the deck',
    'compared-accuracy': 'Accuracy of compared classes',
    'f1-of-same': 'F1 of same',
    'f1-of-same-in-deck': 'F1 of same as in the deck',
    'precision-of-same': 'Precision of same',
    'recall-of-same': 'Recall of same',
    'floor-accuracy': 'Accuracy of always answering “different”',
    'area-under-roc': 'ROC-AUC',
    'average-precision': 'PR-AUC',
    'equal-error-rate': 'Equal error rate (EER)',
    loss: 'Test loss',
  },
} as const;
