import { expect, it } from 'vitest';

import type { PlaygroundAnswer, PlaygroundQuery } from '#shared/contract/inspection';
import PlaygroundView from '../../../../../src-renderer/features/playground/PlaygroundView.vue';
import { createFakeLab, ok, settled } from '../../fake-lab';
import { showed } from '../../screen';
import { aSpec, aSummary } from '../../specimens';

const likely = (index: number): Float32Array =>
  Float32Array.from({ length: 10 }, (_, at) => (at === index ? 0.91 : 0.01));

function labWith(change: Partial<PlaygroundAnswer>, network: 'vanilla' | 'siamese-vanilla' = 'vanilla') {
  const asked: PlaygroundQuery[] = [];
  const runs = [
    aSummary({ id: 12, status: 'finished', spec: aSpec({ network: { kind: network } }) }),
    aSummary({ id: 11, status: 'finished' }),
  ];
  const lab = createFakeLab({
    'run:list': () => ok({ runs, total: runs.length }),
    'dataset:sample': () => ok({ indices: [40, 41], total: 1000 }),
    'dataset:images': ({ indices }) =>
      ok({
        shape: [1, 1, 3],
        pixels: new Uint8Array(3 * indices.length),
        labels: Uint8Array.from(indices, (index) => index % 10),
      }),
    'run:playground': (query) => {
      asked.push(query);
      return ok({
        classes: { first: likely(0), second: likely(3) },
        together: null,
        same: null,
        distance: 2.5,
        typical: { same: 1, different: 3, pairs: 100 },
        ...change,
      });
    },
  });
  return { lab, asked };
}

it('asks the newest network about two images at once, and says what it answers with its run', async () => {
  const { lab, asked } = labWith({});
  const wrapper = await showed(PlaygroundView, {}, lab);
  await settled();
  expect(asked).toEqual([{ id: 12, first: { kind: 'test', index: 0 }, second: { kind: 'test', index: 1 } }]);
  const answer = wrapper.get('.answer').text();
  expect(answer).toContain('run 12');
  expect(answer).toContain('different');
  expect(answer).toContain('By comparing the classes: disc and triangle.');
  expect(answer).toContain('In truth: different.');
  expect(answer).not.toContain('weights of their own');
  wrapper.unmount();
});

it('asks again when a number is typed or an image is picked, and not for a number that there is not', async () => {
  const { lab, asked } = labWith({});
  const wrapper = await showed(PlaygroundView, {}, lab);
  const number = wrapper.get('input[aria-label*="Second image"]');
  await number.setValue('1000');
  expect(number.attributes('aria-invalid')).toBe('true');
  await number.setValue('10');
  await settled();
  await wrapper.get('button[title^="Test image 41"]').trigger('click');
  await settled();
  expect(asked.slice(1).map(({ first, second }) => [first, second])).toEqual([
    [{ kind: 'test', index: 0 }, { kind: 'test', index: 10 }],
    [{ kind: 'test', index: 41 }, { kind: 'test', index: 10 }],
  ]); // prettier-ignore
  wrapper.unmount();
});

it('goes by the network’s own answer where it gives one, and warns of towers that share nothing', async () => {
  const { lab } = labWith({ same: 0.7312, together: likely(2) }, 'siamese-vanilla');
  const wrapper = await showed(PlaygroundView, {}, lab);
  await settled();
  const answer = wrapper.get('.answer').text();
  expect(answer).toMatch(/same.*0\.7312.*threshold of 0\.50/);
  expect(answer).toContain('weights of their own');
  expect(answer).toContain('Both images together');
  wrapper.unmount();
});

it('says what to do first where nothing has been trained', async () => {
  const lab = createFakeLab({ 'run:list': () => ok({ runs: [], total: 0 }) });
  const wrapper = await showed(PlaygroundView, {}, lab);
  expect(wrapper.get('h2').text()).toBe('No finished run yet');
  wrapper.unmount();
});
