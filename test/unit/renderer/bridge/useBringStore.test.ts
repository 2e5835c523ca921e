import { describe, expect, it } from 'vitest';

import type { ImageSurvey } from '#shared/datasets/own';
import { SHAPES } from '#shared/datasets/shapes';
import { useBringStore } from '../../../../src-renderer/bridge/useBringStore';
import { useDatasetsStore } from '../../../../src-renderer/bridge/useDatasetsStore';
import { DATASETS } from '#shared/datasets/datasets';
import { createFakeLab, no, ok, openLab } from '../fake-lab';

const SURVEY = { trainCount: 8, testCount: 2 } as ImageSurvey;
const LEAVES = { path: '/home/anna/Leaves', name: 'leaves' };
const MADE = { facts: { ...SHAPES, name: 'leaves', title: 'Leaves' }, state: { kind: 'missing' } } as const;

describe('a dataset of pictures of one’s own', () => {
  it('is looked at as soon as something is chosen', async () => {
    const lab = createFakeLab({
      'dataset:choose-pictures': () => ok(LEAVES),
      'dataset:survey': () => ok(SURVEY),
    });
    openLab(lab);
    const bring = useBringStore();
    await bring.choose('folder');
    expect(lab.asked.at(-1)).toEqual(['dataset:survey', { name: 'leaves', source: LEAVES.path, choices: {} }]);
    expect(bring.survey).toEqual(SURVEY);
    expect(bring.work).toBeNull();
  });

  it('takes what was dropped, and nothing that lies nowhere', async () => {
    const lab = createFakeLab({ 'dataset:survey': () => ok(SURVEY) });
    openLab(lab);
    const bring = useBringStore();
    await bring.takeDropped({ name: '', size: 1 });
    expect(lab.asked).toEqual([]);
    await bring.takeDropped({ name: 'Żółte liście.zip', size: 1 });
    expect(bring.source).toEqual({ path: '/home/anna/Żółte liście.zip', name: 'zolte-liscie' });
  });

  it('shows the answer to the latest question alone, and why there is none', async () => {
    let answer: (value: ReturnType<typeof ok<ImageSurvey>>) => void = () => undefined;
    let asked = 0;
    const lab = createFakeLab({
      'dataset:cancel-bring': () => ok(null),
      'dataset:survey': () => {
        asked += 1;
        if (asked > 1) return no('invalid-request');
        return new Promise((resolve) => (answer = resolve));
      },
    });
    openLab(lab);
    const bring = useBringStore();
    const first = bring.take(LEAVES);
    expect(bring.work).toBe('survey');
    await bring.take(LEAVES);
    answer(ok(SURVEY));
    await first;
    expect(bring.survey).toBeNull();
    expect(bring.failure?.code).toBe('invalid-request');
    expect(lab.asked.filter(([name]) => name === 'dataset:cancel-bring')).toHaveLength(1);
  });

  it('is known in the window once it is made, and no more once it is removed', async () => {
    openLab(
      createFakeLab({
        'dataset:survey': () => ok(SURVEY),
        'dataset:bring': () => ok(MADE),
        'dataset:remove': () => ok(null),
      }),
    );
    const bring = useBringStore();
    await bring.take(LEAVES);
    expect(await bring.bring('leaves', {})).toEqual(MADE);
    expect(bring.source).toBeNull();
    expect(DATASETS.find('leaves')?.title).toBe('Leaves');
    expect(await useDatasetsStore().remove('leaves')).toBe(true);
    expect(DATASETS.find('leaves')).toBeUndefined();
  });
});
