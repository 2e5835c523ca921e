import { describe, expect, it } from 'vitest';

import { designFile, designFileName, readDesignFile } from '#shared/experiment/design-file';
import { LabError } from '#shared/errors/errors';
import { presetOf, PRESET_ROW_IDS } from '#shared/experiment/presets';
import { STARTER_IDS, starterOf } from '#shared/experiment/starters';

describe('a design as a file', () => {
  it.each([...PRESET_ROW_IDS.map(presetOf), ...STARTER_IDS.map(starterOf)])('reads back as it was: %o', (spec) => {
    if (spec === undefined) throw new Error('A preset is missing.');
    expect(readDesignFile(designFile(spec), 'a.json')).toEqual(spec);
  });

  it('may leave out what is usual', () => {
    expect(readDesignFile('{"dataset": "shapes"}', 'a.json')).toMatchObject({ fraction: 1, network: { width: 32 } });
  });

  it('stands for no row once it is another design', () => {
    const row = { ...presetOf('C1'), fraction: 0.3 };
    expect(readDesignFile(JSON.stringify(row), 'a.json').row).toBeNull();
  });

  it('has a name that the lab’s own dialog accepts', () => {
    for (const id of STARTER_IDS) expect(designFileName(starterOf(id))).toMatch(/^[\w-]+\.json$/);
  });
});

describe('a file that is no design', () => {
  const refusalOf = (text: string): unknown => {
    try {
      return readDesignFile(text, 'mine.json');
    } catch (error) {
      return error;
    }
  };

  it.each([
    ['', 'an empty file'],
    ['epochs: 3', 'a text file'],
    ['{"dataset": "shapes"', 'not JSON'],
    ['\ufffdPNG\r\n\u001a\n\0', 'no text'],
  ])('that is not JSON is named: %j', (text, received) => {
    expect(refusalOf(text)).toBeInstanceOf(LabError);
    expect(refusalOf(text)).toMatchObject({
      code: 'invalid-spec',
      message: expect.stringContaining(`Received mine.json, which is ${received}`) as unknown,
    });
  });

  it('says what is wrong where, all at once', () => {
    const text = '{"dataset": "shapes", "training": {"epochs": 0}, "fraktion": 1}';
    expect(refusalOf(text)).toMatchObject({
      code: 'invalid-spec',
      message: expect.stringMatching(
        /mine\.json[^]*training\.epochs: Received 0; expected[^]*fraktion: Received the field "fraktion"/,
      ) as unknown,
    });
  });
});
