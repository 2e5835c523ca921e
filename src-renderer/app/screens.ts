import {
  Activity,
  ChartSpline,
  CircleQuestionMark,
  Cpu,
  FlaskConical,
  GitCompareArrows,
  House,
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

/** Screens that serve one purpose; the first stands by itself. */
export interface ScreenGroup {
  /** Null for the group that needs no name. */
  readonly title: MessageKey | null;
  readonly screens: readonly Screen[];
}

export const SCREEN_GROUPS: readonly ScreenGroup[] = [
  { title: null, screens: [{ name: 'start', icon: House, title: 'shell.start', also: [] }] },
  {
    title: 'shell.groups.design',
    screens: [
      { name: 'new', icon: FlaskConical, title: 'shell.new', also: [] },
      { name: 'data', icon: Images, title: 'shell.data', also: [] },
    ],
  },
  {
    title: 'shell.groups.watch',
    screens: [
      { name: 'live', icon: Activity, title: 'shell.live', also: ['run-live'] },
      { name: 'runs', icon: Rows3, title: 'shell.runs', also: ['run'] },
    ],
  },
  {
    title: 'shell.groups.look',
    screens: [
      { name: 'answers', icon: ChartSpline, title: 'shell.answers', also: [] },
      { name: 'compare', icon: GitCompareArrows, title: 'shell.compare', also: [] },
      { name: 'embeddings', icon: ScatterChart, title: 'shell.embeddings', also: [] },
      { name: 'playground', icon: ToyBrick, title: 'shell.playground', also: [] },
    ],
  },
  {
    title: 'shell.groups.reference',
    screens: [
      { name: 'slides', icon: Presentation, title: 'shell.slides', also: [] },
      { name: 'devices', icon: Cpu, title: 'shell.devices', also: [] },
      { name: 'help', icon: CircleQuestionMark, title: 'help.title', also: [] },
    ],
  },
];

/** In the order of the sidebar, and of the keys Alt+1, Alt+2 … */
export const SCREENS: readonly Screen[] = SCREEN_GROUPS.flatMap(({ screens }) => screens);
