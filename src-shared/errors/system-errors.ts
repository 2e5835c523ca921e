import type { LabErrorCode, LabFailure } from './errors';

/** What the system's codes mean, to stand behind "could not be opened: ". */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is a file and not a folder',
  EISDIR: 'it is a folder and not a file',
  EACCES: 'the permission for it is missing',
  EPERM: 'the system does not permit it',
  EEXIST: 'there is something of that name already',
  ENOTEMPTY: 'the folder is not empty',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is larger than the disk allows',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
  EBUSY: 'another program holds it',
  ETXTBSY: 'another program runs it',
  EXDEV: 'it would have to be moved to another disk',
  EIO: 'the disk reported a fault',
  ENODEV: 'the device is not there',
  ENXIO: 'the device is not there',
  EINVAL: 'the system does not take it',
  ENOMEM: 'there is no memory left',
  EAGAIN: 'the system has nothing left for it at the moment',
  EPIPE: 'the program at the other end has closed it',
  ECONNREFUSED: 'the host refused the connection',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'the host did not answer in time',
  ENOTFOUND: 'the host was not found',
  EAI_AGAIN: 'the host could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
};

/** What was being done when the system refused, by its call; of a call that is not here only that it was "used". */
const VERBS: Readonly<Record<string, string>> = {
  open: 'opened',
  read: 'read',
  write: 'written',
  fsync: 'written',
  ftruncate: 'written',
  mkdir: 'made',
  scandir: 'listed',
  opendir: 'listed',
  rename: 'moved',
  copyfile: 'copied',
  unlink: 'deleted',
  rmdir: 'deleted',
  rm: 'deleted',
};

const READ: ReadonlySet<string> = new Set(['read', 'listed']);
/** A call by which a file may be read or written does not say which it was. */
const EITHER: ReadonlySet<string> = new Set(['opened', 'used']);

const ADVICE: Readonly<Record<string, string>> = {
  ENOENT: 'Check that it is spelt rightly and still there.',
  ENOTDIR: 'Check the path, or name another.',
  EISDIR: 'Name a file.',
  EEXIST: 'Take that away first, or name another.',
  EACCES: 'Change its permissions, or name another place.',
  EPERM: 'Change its permissions, or name another place.',
  ENAMETOOLONG: 'Choose a shorter one.',
  EMFILE: 'Close other programs, and try again.',
  ENFILE: 'Close other programs, and try again.',
  EBUSY: 'Close that program, and try again.',
  EIO: 'Check that the disk is connected and sound, and try again.',
};

/** Refusals that say the same wherever they come up: what there is to do matters more than the file. */
const ROOM: Readonly<Record<string, readonly [code: LabErrorCode, said: string]>> = {
  ENOSPC: ['disk-full', 'The disk is full. Make room on it, and try again. What had been recorded before is kept.'],
  EDQUOT: ['disk-full', 'The disk quota is used up. Make room, and try again. What had been recorded before is kept.'],
  EROFS: [
    'home-unusable',
    'The folder cannot be written to any more: it is read-only. Make it writable, and try again.',
  ],
};

/** An error of the operating system, as Node throws it. */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall?: string;
  readonly path?: string;
}

/** Node gives its own errors codes too (ERR_…), and says those in words. */
function isSystemError(error: unknown): error is SystemError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E(?!RR_)[A-Z0-9_]+$/.test(error.code)
  );
}

/**
 * Why something failed, in words that can stand behind a colon or in brackets of a longer sentence. What the operating
 * system says ("ENOENT: no such file or directory, open '…'") is never passed on as it is.
 */
export function reasonOf(error: unknown): string {
  if (isSystemError(error)) return REASONS[error.code] ?? `the system refused it (${error.code})`;
  return error instanceof Error ? error.message : String(error);
}

/** An error of the operating system that nobody put into words on the way; undefined for any other. */
export function systemFailure(error: Error): LabFailure | undefined {
  if (!isSystemError(error)) return undefined;
  const detail = error.stack ?? error.message;
  const room = ROOM[error.code];
  if (room !== undefined) return { code: room[0], message: room[1], detail };
  return { ...(temporaryFailure(error) ?? programFailure(error) ?? fileFailure(error)), detail };
}

/** Only temporary folders are named by the system. */
function temporaryFailure(error: SystemError): LabFailure | undefined {
  if (error.syscall !== 'mkdtemp') return undefined;
  const folder = error.path?.replace(/[\\/][^\\/]*$/, '') ?? '';
  return {
    code: 'file-not-written',
    message:
      `The folder for temporary files, ${folder}, could not be used: ${reasonOf(error)}. ` +
      'Set TMPDIR (on Windows TEMP) to a folder that is there and can be written to, and try again.',
  };
}

function programFailure(error: SystemError): LabFailure | undefined {
  const program = /^spawn(?:Sync)? (.+)$/.exec(error.syscall ?? '')?.[1];
  if (program === undefined) return undefined;
  return {
    code: 'internal',
    message: `The program ${program} could not be started: ${reasonOf(error)}. Run "npm run setup", and try again.`,
  };
}

function fileFailure(error: SystemError): LabFailure {
  const verb = VERBS[error.syscall ?? ''] ?? 'used';
  return {
    code: EITHER.has(verb) ? 'internal' : READ.has(verb) ? 'file-not-read' : 'file-not-written',
    message: `${error.path ?? 'A file'} could not be ${verb}: ${reasonOf(error)}. ${ADVICE[error.code] ?? 'Try again, or name another place.'}`,
  };
}
