import {
  Activity,
  ChartSpline,
  Cpu,
  FlaskConical,
  GitCompareArrows,
  Images,
  Presentation,
  Rows3,
  ScatterChart,
  ToyBrick,
} from '@lucide/vue';
import type { Component } from 'vue';

import type { MessageKey } from '../i18n/i18n';

/** A screen that can be chosen at any time. */
export interface Screen {
  /** Of its route. */
  readonly name: string;
  readonly icon: Component;
  readonly title: MessageKey;
  /** Other routes on which this screen counts as the one that is shown. */
  readonly also: readonly string[];
}

/** In the order of the sidebar, and of the keys Alt+1, Alt+2 … */
export const SCREENS: readonly Screen[] = [
  { name: 'new', icon: FlaskConical, title: 'shell.new', also: [] },
  { name: 'live', icon: Activity, title: 'shell.live', also: ['run-live'] },
  { name: 'runs', icon: Rows3, title: 'shell.runs', also: ['run'] },
  { name: 'compare', icon: GitCompareArrows, title: 'shell.compare', also: [] },
  { name: 'answers', icon: ChartSpline, title: 'shell.answers', also: [] },
  { name: 'slides', icon: Presentation, title: 'shell.slides', also: [] },
  { name: 'data', icon: Images, title: 'shell.data', also: [] },
  { name: 'embeddings', icon: ScatterChart, title: 'shell.embeddings', also: [] },
  { name: 'playground', icon: ToyBrick, title: 'shell.playground', also: [] },
  { name: 'devices', icon: Cpu, title: 'shell.devices', also: [] },
];
