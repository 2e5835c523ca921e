import { utcMinute } from '../basics/time';
import { keyText } from '../comparison/selection';
import { fileNameOf } from './designs';
import type { ReportSelection } from './selection';

/** A name for the folder of a report, such as "report-2026-12-01-c3-c6". @param today milliseconds since 1970 */
export function reportFolderName(selection: ReportSelection, today: number): string {
  return `report-${utcMinute(today).slice(0, 10)}-${fileNameOf(whatOf(selection))}`;
}

function whatOf(selection: ReportSelection): string {
  switch (selection.kind) {
    case 'study':
      return 'study';
    case 'sweep':
      return `sweep ${selection.id}`;
    case 'rows':
      return selection.rows.join(' ');
    case 'experiments':
      return `experiments ${selection.ids.join(' ')}`;
    case 'compared':
      return selection.keys.map((key) => (key.kind === 'run' ? `run ${key.id}` : keyText(key))).join(' ');
  }
}
