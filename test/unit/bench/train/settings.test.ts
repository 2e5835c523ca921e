import { describe, expect, it } from 'vitest';

import { readSettings } from '../../../bench/train/settings';

describe('the arguments of the benchmark', () => {
  it('have defaults: the vanilla network, batch 512, both engines and Keras', () => {
    expect(readSettings([])).toEqual({
      network: 'vanilla',
      batch: 512,
      contenders: ['graph', 'layers', 'keras'],
      rounds: 5,
      seconds: 10,
      python: 'python3',
      profile: false,
    });
  });

  it('are read, and the engines take their turns in one order', () => {
    const given = [
      '--network',
      'vgg19',
      '--batch=128',
      '--engines',
      'keras,graph',
      '--python',
      '/opt/python',
      '--profile',
    ];
    expect(readSettings(given)).toMatchObject({
      network: 'vgg19',
      batch: 128,
      contenders: ['graph', 'keras'],
      python: '/opt/python',
      profile: true,
    });
  });

  it.each([
    [['--network', 'vgg11'], /Received "vgg11" for --network; expected vanilla, siamese-vanilla/],
    [['--engines', 'graph,torch'], /Received "graph,torch" for --engines; expected some of graph,layers,keras/],
    [['--engines', 'graph,graph'], /for --engines/],
    [['--batch', '0'], /Received "0" for --batch; expected a whole number from 1 to 4096/],
    [['--batch', '1e3'], /for --batch/],
    [['--rounds', ''], /Received "" for --rounds/],
    [['--second', '3'], /--second/],
    [['vanilla'], /vanilla/],
  ])('%j are refused', (given, message) => {
    expect(() => readSettings(given)).toThrow(message);
    expect(() => readSettings(given)).toThrow(RangeError);
  });
});
