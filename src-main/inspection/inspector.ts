import type { Control } from './control';
import type { InspectionArgs, InspectionName, InspectionResult } from './messages';

/** One function a question. */
export type Inspector = {
  readonly [Name in InspectionName]: (args: InspectionArgs<Name>, control: Control) => Promise<InspectionResult<Name>>;
};
