import { defineStore } from 'pinia';

import { useLab } from '../../bridge/lab';
import { latest } from '../../bridge/latest';

/** What a finished run said of each test image and of each pair of them: large, and asked for only where it is shown. */
export const useAnswersStore = defineStore('answers', () => {
  const lab = useLab();
  const predictions = latest((id: number) => lab.ask('run:predictions', { id }));
  const scores = latest((id: number) => lab.ask('run:scores', { id }));
  const distances = latest((id: number) => lab.ask('run:distances', { id }));
  return { predictions, scores, distances };
});
