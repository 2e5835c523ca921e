import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cudaRequirements, placeOfNvidia } from '../../../scripts/setup/cuda.mjs';
import { compareVersions, fitsLinux, satisfies } from '../../../scripts/setup/wheel-download.mjs';

describe('cudaRequirements', () => {
  it("reads what the extra and-cuda of TensorFlow's wheel names, and nothing else", () => {
    const metadata = [
      'Name: tensorflow',
      'Requires-Dist: numpy>=1.26.0',
      'Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"',
      "Requires-Dist: nvidia-cudnn-cu12 (<10.0,>=9.3.0.75) ; extra == 'and-cuda'",
      'Requires-Dist: tensorflow-io; extra == "gcs"',
    ].join('\n');
    expect(cudaRequirements(metadata)).toEqual([
      { name: 'nvidia-cublas-cu12', specifiers: '<13.0,>=12.5.3.2' },
      { name: 'nvidia-cudnn-cu12', specifiers: '<10.0,>=9.3.0.75' },
    ]);
  });
});

describe('satisfies', () => {
  it.each([
    ['12.9.1.4', '<13.0,>=12.5.3.2', true],
    ['13.0', '<13.0,>=12.5.3.2', false],
    ['12.5.3.1', '<13.0,>=12.5.3.2', false],
    ['2.21.0', '==2.21.0', true],
    ['12.9.0rc1', '<13.0', false],
    ['12.9', '~=12.0', false],
  ])('%s %s: %s', (version, specifiers, is) => {
    expect(satisfies(version, specifiers)).toBe(is);
  });

  it('orders versions as numbers, whatever their length', () => {
    const version = fc.array(fc.nat(40), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(Math.sign(compareVersions(one, other))).toBe(-Math.sign(compareVersions(other, one)) || 0);
        expect(compareVersions(one, `${one}.0`)).toBe(0);
        expect(satisfies(one, `>=${other}`)).toBe(!satisfies(one, `<${other}`));
      }),
    );
  });
});

describe('what is taken', () => {
  it('is for 64-bit Linux', () => {
    expect(fitsLinux('tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl')).toBe(true);
    expect(fitsLinux('nvidia_cudnn_cu12-9.5.1.17-py3-none-manylinux_2_28_x86_64.whl')).toBe(true);
    expect(fitsLinux('nvidia_cublas_cu12-12.5.3.2-py3-none-manylinux2014_aarch64.whl')).toBe(false);
    expect(fitsLinux('nvidia_cublas_cu12-12.5.3.2-py3-none-win_amd64.whl')).toBe(false);
    expect(fitsLinux('tensorflow-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl')).toBe(false);
  });

  it("are NVIDIA's libraries and compilers, not its headers", () => {
    expect(placeOfNvidia('nvidia/cublas/lib/libcublas.so.12')).toBe('nvidia/cublas/lib/libcublas.so.12');
    expect(placeOfNvidia('nvidia/cuda_nvcc/bin/ptxas')).toBe('nvidia/cuda_nvcc/bin/ptxas');
    expect(placeOfNvidia('nvidia/cublas/include/cublas.h')).toBeUndefined();
    expect(placeOfNvidia('nvidia/cublas/lib/__init__.py')).toBeUndefined();
  });
});
