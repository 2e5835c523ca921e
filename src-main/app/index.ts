import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { app, powerMonitor, protocol, session, type BrowserWindow } from 'electron';

import { toFailure, type LabFailure } from '#shared/errors/errors';
import type { EventName } from '#shared/contract/ipc';

import { developmentResponse } from './development-server';
import { createDesktop } from './ipc/desktop';
import { closedLab, type ClosedLab } from './ipc/closed-lab';
import { EXECUTOR_POINT } from '../executors/extension-point';
import { readDeviceEvent } from '../devices/message-schemas';
import { readImportEvent } from '../importing/message-schemas';
import { readInspectionAnswer } from '../inspection/message-schemas';
import type { RequestHandlers } from './ipc/answer';
import { handleRequests, sendEvent } from './ipc/handle';
import { requestHandlers } from './ipc/requests';
import { utilityProcessLauncher } from './ipc/utility-process';
import { followOnDesktop } from '../lab/events/desktop';
import { openHome } from '../lab/folder/home';
import { openLab, type Lab } from '../lab/lab';
import { describeProgram, programsOn } from '../lab/folder/programs';
import type { ClosedHome } from '../lab/folder/restore';
import { loadExtensions } from '../processes/extensions';
import { sqliteBinding } from '../database/native-binding';
import { printAndQuit } from './print-and-quit';
import { rendererResponse } from './renderer-files';
import { EXTENSION_POINTS } from '../training/extensions/points';
import { readTrainingEvent } from '../training/message-schemas';
import { LAB_VERSION } from '../lab/version';
import type { RunAtStake } from './interruption';
import { openWindow } from './window';

/** Set by electron.vite.config.ts: true in what `npm run dev` builds, and in nothing else. */
declare const __LAB_IS_DEVELOPMENT__: boolean;

const outFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: argumentsGiven } = parseArgs({
  args: process.argv.slice(1),
  options: { home: { type: 'string' }, 'print-report': { type: 'string' } },
  strict: false,
});
// "--home" with nothing behind it is refused like an empty name, and not taken for the usual place
const home = typeof argumentsGiven.home === 'boolean' ? '' : argumentsGiven.home;
const place: ClosedHome = {
  home,
  environment: process.env,
  nativeBinding: sqliteBinding(dirname(outFolder), Number(process.versions['napi'])),
};

/** Why an extension could not be loaded, if one could not. */
let extensionFailure: LabFailure | undefined;
let lab: Lab | undefined;
let answering: RequestHandlers | ClosedLab;
let window: BrowserWindow | undefined;

/** Opens the lab, or says why not: the window then shows the reason instead of its pages. */
function tryToOpenLab(): Lab | LabFailure {
  if (extensionFailure !== undefined) return extensionFailure;
  try {
    return openLab({
      ...place,
      launchTraining: utilityProcessLauncher(
        join(outFolder, 'main', 'training.js'),
        readTrainingEvent,
        'Siamese Lab training',
      ),
      launchInspection: utilityProcessLauncher(
        join(outFolder, 'main', 'inspection.js'),
        readInspectionAnswer,
        'Siamese Lab inspection',
      ),
      launchDevice: utilityProcessLauncher(
        join(outFolder, 'main', 'devices.js'),
        readDeviceEvent,
        'Siamese Lab devices',
      ),
      launchImport: utilityProcessLauncher(
        join(outFolder, 'main', 'importing.js'),
        readImportEvent,
        'Siamese Lab import',
      ),
      cudaFolder: join(dirname(outFolder), '.setup', 'cuda'),
      studyFolder: join(dirname(outFolder), 'resources', 'study'),
      code: LAB_VERSION,
      program: 'window',
      adoptQueue: true,
    });
  } catch (error) {
    return toFailure(error);
  }
}

/** Gives what answers the window from now on; the reason where the lab cannot be opened. */
function answerWindow(opened: Lab | LabFailure): RequestHandlers | ClosedLab {
  if ('code' in opened) {
    process.stderr.write(`${opened.message}\n`);
    return closedLab(opened, place, () => {
      answering = answerWindow(tryToOpenLab());
      return 'failure' in answering ? answering.failure : undefined;
    });
  }
  lab = opened;
  followOnDesktop(
    opened,
    createDesktop(() => window),
  );
  for (const name of Object.keys(SAID_BY) as EventName[]) {
    if (SAID_BY[name] !== 'lab') continue;
    opened.events.on(name, (payload) => {
      if (window !== undefined) sendEvent(window.webContents, name, payload);
    });
  }
  return requestHandlers(opened, place, () => window);
}

/** Who says an event: the lab, which passes it on to the window, or the process of the window itself. One that is forgotten fails to compile. */
const SAID_BY: Readonly<Record<EventName, 'lab' | 'window'>> = {
  'runs:changed': 'lab',
  'run:progress': 'lab',
  'run:epoch': 'lab',
  'run:log': 'lab',
  'queue:changed': 'lab',
  'dataset:progress': 'lab',
  'dataset:import-progress': 'lab',
  'projection:progress': 'lab',
  'device:tested': 'lab',
  'report:progress': 'lab',
  'desktop:show-run': 'window',
};

/** The browser's own files go into the lab's folder too, so that two labs share nothing. */
function useProfileFolder(): void {
  try {
    const profile = join(openHome(home, process.env), 'window');
    mkdirSync(profile, { recursive: true });
    app.setPath('userData', profile);
  } catch {
    // the window opens all the same, and shows what is wrong with the folder
  }
}

/** The run that would end with the window, if any. */
function runAtStake(): RunAtStake | undefined {
  const id = lab?.runningRun();
  return id === undefined ? undefined : { id };
}

/** " in the window (process …)", as far as that can be read. */
function whoHasIt(): string {
  try {
    const holder = programsOn(openHome(home, process.env)).find(({ program }) => program === 'window');
    return holder === undefined ? '' : ` in ${describeProgram(holder)}`;
  } catch {
    return '';
  }
}

/** Opens the lab with its window, or brings the one that is open on the same folder to the front. */
function openLabWithWindow(): void {
  useProfileFolder();
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write(`The lab is open on this folder already${whoHasIt()}; its window was brought to the front.\n`);
    app.exit(0);
  }

  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  // the program that has started this one is gone
  process.once('disconnect', () => app.quit());
  app.on('before-quit', (event) => {
    if (lab === undefined) return;
    event.preventDefault();
    const closing = lab;
    lab = undefined;
    void closing.close().finally(() => app.quit());
  });

  void app.whenReady().then(async () => {
    // a training keeps a checkpoint before the machine goes down; Windows tells its windows instead, see `openWindow`
    powerMonitor.on('shutdown', () => app.quit());
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
    session.defaultSession.setPermissionCheckHandler(() => false);
    // files leave the lab through the system's dialog alone
    session.defaultSession.on('will-download', (event) => event.preventDefault());
    protocol.handle('lab', ({ url }) =>
      __LAB_IS_DEVELOPMENT__
        ? developmentResponse(process.env['ELECTRON_RENDERER_URL'] ?? '', url)
        : rendererResponse(join(outFolder, 'renderer'), url),
    );
    await loadExtensions(process.env, { ...EXTENSION_POINTS, executors: EXECUTOR_POINT }).catch((error: unknown) => {
      extensionFailure = toFailure(error);
    });
    answering = answerWindow(tryToOpenLab());
    handleRequests(
      () => answering,
      () => window,
    );
    // once the lab is closing there is nothing left to ask
    window = openWindow(outFolder, runAtStake);
    window.on('closed', () => {
      window = undefined;
    });
  });
}

protocol.registerSchemesAsPrivileged([
  { scheme: 'lab', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
const toPrint = argumentsGiven['print-report'];
if (typeof toPrint === 'string') void printAndQuit(toPrint);
else openLabWithWindow();
