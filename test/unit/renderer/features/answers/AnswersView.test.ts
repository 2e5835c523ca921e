import { expect, it } from 'vitest';

import { asAnswerRun } from '#shared/answers/ensembles';
import AnswersView from '../../../../../src-renderer/features/answers/AnswersView.vue';
import { answerRun, seeds } from '../../../shared/answers/runs';
import { createFakeLab, no, ok, settled, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';

const plain = seeds({ fraction: 0.1, 'network.kind': 'vanilla' }, [0.6, 0.61, 0.62, 0.64]);
const siamese = seeds({ fraction: 0.1, 'network.kind': 'siamese-vanilla' }, [0.62, 0.63, 0.64, 0.65]);
const [one, two, three, four] = plain;
const averaged = [
  asAnswerRun(
    answerRun({ fraction: 0.1, 'network.kind': 'vanilla' }, 0.66, 1),
    [one, two].flatMap((each) => each ?? []),
  ),
  asAnswerRun(
    answerRun({ fraction: 0.1, 'network.kind': 'vanilla' }, 0.67, 3),
    [three, four].flatMap((each) => each ?? []),
  ),
];

function labWith(isRefused = false): FakeLab {
  return createFakeLab({
    'answer:sweeps': () => ok([]),
    'answer:runs': () => ok([...plain, ...siamese]),
    'answer:ensembles': () => (isRefused ? no('artefact-damaged') : ok(averaged)),
  });
}

it('averages plain networks on request only, as a line of its own with the runs behind it', async () => {
  const lab = labWith();
  const wrapper = await showed(AnswersView, {}, lab);
  const lines = (): readonly string[] => wrapper.findAll('tbody th').map((each) => each.text());
  expect(lines()).toEqual(['vanilla', 'siamese vanilla']);
  expect(lab.asked.map(([name]) => name)).not.toContain('answer:ensembles');

  await wrapper.get('.ensemble input').setValue(true);
  await settled();
  expect(lab.asked.findLast(([name]) => name === 'answer:ensembles')?.[1]).toMatchObject({ size: 2 });
  expect(wrapper.vm.$router.currentRoute.value.query['ensemble']).toBe('2');
  expect(lines()).toEqual(['vanilla', 'siamese vanilla', 'vanilla, ensemble of 2']);
  expect(wrapper.findAll('tbody tr').at(-1)?.text()).toContain(`${one?.runId}+${two?.runId}`);
  expect(wrapper.html()).toContain(`Runs ${one?.runId}+${two?.runId} averaged: 0.6600`);

  await wrapper.get('.ensemble input').setValue(false);
  await settled();
  expect(lines()).toEqual(['vanilla', 'siamese vanilla']);
  wrapper.unmount();
});

it('says why networks cannot be averaged', async () => {
  const wrapper = await showed(AnswersView, {}, labWith(true));
  await wrapper.get('.ensemble input').setValue(true);
  await settled();
  expect(wrapper.text()).toContain('The lab says artefact-damaged.');
  wrapper.unmount();
});
