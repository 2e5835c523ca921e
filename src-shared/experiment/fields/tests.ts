import { PROTOCOLS } from '../../protocols/protocols';
import { experimentSpecSchema } from '../experiment';
import type { Field } from './types';

const { protocols } = experimentSpecSchema.in.shape;

/** How the finished network is tested. */
export const TEST_FIELDS = [
  {
    name: 'protocols',
    path: 'protocols',
    group: 'tests',
    schema: () => protocols,
    control: 'protocols',
    isInTable: false,
    option: {
      flags: '--protocols <list>',
      // an extension may register more of them later
      get description() {
        return `How it is tested, what counts first (default: all that suit): ${PROTOCOLS.kinds().join(', ')}`;
      },
    },
    texts: { label: 'compareFields.label.protocols', form: 'design.protocols', problem: 'problem.protocols' },
  },
] as const satisfies readonly Field[];
