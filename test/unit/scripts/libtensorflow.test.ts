import { describe, expect, it } from 'vitest';

import { chooseRoutes, parseRoute } from '../../../scripts/setup/libtensorflow.mjs';
import { placeOf } from '../../../scripts/setup/libtensorflow-wheel.mjs';

const machine = { requested: undefined, platform: 'linux', arch: 'x64', compiler: 'g++' } as const;

describe('chooseRoutes', () => {
  it('prefers the faster wheel where it can work, with the stock library behind it', () => {
    expect(chooseRoutes(machine).routes).toEqual(['wheel', 'stock']);
  });

  it('takes the stock library without a compiler, and says so', () => {
    const choice = chooseRoutes({ ...machine, compiler: undefined });
    expect(choice.routes).toEqual(['stock']);
    expect(choice.reason).toContain('compiler');
  });

  it.each([
    { platform: 'darwin', arch: 'arm64' },
    { platform: 'win32', arch: 'x64' },
    { platform: 'linux', arch: 'arm64' },
  ])('takes the stock library on $platform-$arch', (other) => {
    expect(chooseRoutes({ ...machine, ...other }).routes).toEqual(['stock']);
  });

  it('tries only what was asked for', () => {
    expect(chooseRoutes({ ...machine, requested: 'stock' }).routes).toEqual(['stock']);
    expect(chooseRoutes({ ...machine, compiler: undefined, requested: 'wheel' }).routes).toEqual(['wheel']);
  });
});

describe('parseRoute', () => {
  it('takes the two names and no answer, and tells what else was received', () => {
    expect(parseRoute('wheel')).toBe('wheel');
    expect(parseRoute('')).toBeUndefined();
    expect(() => parseRoute('gpu')).toThrow(/"gpu"[^]*"wheel" or "stock"/);
  });
});

describe('placeOf', () => {
  it('puts the two libraries and the headers that the binding includes where tfjs-node looks', () => {
    expect(placeOf('tensorflow/libtensorflow_cc.so.2')).toBe('lib/libtensorflow_cc.so.2');
    expect(placeOf('tensorflow/include/tensorflow/c/eager/c_api.h')).toBe('include/tensorflow/c/eager/c_api.h');
  });

  it('leaves out the rest of the wheel', () => {
    expect(placeOf('tensorflow/python/pywrap_tensorflow.py')).toBeUndefined();
    expect(placeOf('tensorflow/include/Eigen/Core')).toBeUndefined();
  });
});
