import type { BrowserWindow } from 'electron';

import type { ClosedHome } from '../../lab/folder/restore';
import type { Lab } from '../../lab/lab';
import { LAB_VERSION } from '../../lab/version';
import type { RequestHandlers } from './answer';
import { bundleHandlers } from './bundle-requests';
import { openLabHandlers } from './closed-lab';
import { datasetHandlers } from './dataset-requests';
import { notifyOfEnd } from './desktop';
import { importDesign } from './import-design';
import { reportHandlers } from './report-requests';
import { runHandlers } from './run-requests';
import { runListHandlers } from './run-list-requests';
import { saveFile } from './save-file';

/** Answers the window's requests from the lab. Only what needs a window of the system's is done here. */
export function requestHandlers(lab: Lab, home: ClosedHome, window: () => BrowserWindow | undefined): RequestHandlers {
  return {
    ...lab.inspection,
    ...openLabHandlers(home),
    ...bundleHandlers(lab, window),
    ...datasetHandlers(lab, window),
    ...runListHandlers(lab.runList, window),
    ...runHandlers(lab),
    ...reportHandlers(lab, window),
    'app:about': () => {
      const { electron, chrome, node } = process.versions;
      return {
        version: LAB_VERSION,
        runtime: `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
        home: lab.home,
      };
    },
    'design:import': () => importDesign(window()),
    'calibration:find': ({ specs }) => lab.calibrations.find(specs),
    'calibration:measure': ({ spec }) => lab.calibrations.measure(spec),
    'calibration:cancel': () => {
      lab.calibrations.cancel('It was cancelled.');
      return null;
    },
    'deck:rows': () => lab.deck(),
    'answer:sweeps': () => lab.answers.sweeps(),
    'answer:rename-sweep': ({ id, name }) => {
      lab.answers.renameSweep(id, name);
      return null;
    },
    'answer:runs': (selection) => lab.answers.runs(selection),
    'answer:ensembles': ({ selection, size }) => lab.ensembles.among(lab.answers.runs(selection), size),
    'study:standing': () => lab.study.standing(),
    'study:open': () => lab.study.open(),
    'study:close': () => lab.study.close(),
    'desktop:notify': (notice) => {
      notifyOfEnd(window(), notice);
      return null;
    },
    'device:survey': () => lab.devices.survey(),
    'device:test': () => lab.devices.test(),
    'file:save': (query) => saveFile(window(), query),
  };
}
