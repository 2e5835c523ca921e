import { LabError } from '#shared/errors/errors';

/** A picture as its file has it. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  /** height × width × channels. */
  readonly pixels: Uint8Array | Int32Array;
}

/** @param problem what is wrong with a picture, to follow its name: "ends before its last pixel" */
export function imageRefusal(problem: string): LabError {
  return new LabError('invalid-request', problem);
}
