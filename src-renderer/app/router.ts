import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw, type RouterHistory } from 'vue-router';

import DataView from '../features/datasets/DataView.vue';
import CompareView from '../features/compare/CompareView.vue';
import AnswersView from '../features/answers/AnswersView.vue';
import DevicesView from '../features/devices/DevicesView.vue';
import EmbeddingsView from '../features/embeddings/EmbeddingsView.vue';
import LiveView from '../features/live/LiveView.vue';
import NewExperimentView from '../features/design/NewExperimentView.vue';
import NotFoundView from './NotFoundView.vue';
import PlaygroundView from '../features/playground/PlaygroundView.vue';
import RunsView from '../features/runs/RunsView.vue';
import RunView from '../features/run/RunView.vue';
import SlidesView from '../features/reference/SlidesView.vue';
import StartView from '../features/start/StartView.vue';

const idOf = (text: string | readonly string[] | undefined): number => Number(text);
/** The page of the guide that an address names; its first one where it names none. */
const nameOf = (text: string | readonly string[] | undefined): string =>
  typeof text === 'string' && text !== '' ? text : 'index';

export const ROUTES: readonly RouteRecordRaw[] = [
  { path: '/', name: 'start', component: StartView },
  { path: '/new', name: 'new', component: NewExperimentView },
  { path: '/live', name: 'live', component: LiveView, props: { id: null } },
  {
    path: '/runs/:id([1-9]\\d{0,14})/live',
    name: 'run-live',
    component: LiveView,
    props: (route) => ({ id: idOf(route.params['id']) }),
  },
  { path: '/runs', name: 'runs', component: RunsView },
  {
    path: '/runs/:id([1-9]\\d{0,14})',
    name: 'run',
    component: RunView,
    props: (route) => ({ id: idOf(route.params['id']) }),
  },
  { path: '/compare', name: 'compare', component: CompareView },
  { path: '/answers', name: 'answers', component: AnswersView },
  { path: '/slides', name: 'slides', component: SlidesView },
  { path: '/data', name: 'data', component: DataView },
  { path: '/embeddings', name: 'embeddings', component: EmbeddingsView },
  { path: '/playground', name: 'playground', component: PlaygroundView },
  { path: '/devices', name: 'devices', component: DevicesView },
  {
    path: '/help/:page([a-z][a-z-]*)?',
    name: 'help',
    // with its reader of Markdown and its search it is loaded when somebody asks
    component: () => import('../features/help/HelpView.vue'),
    props: (route) => ({ page: nameOf(route.params['page']) }),
  },
  { path: '/:rest(.*)*', name: 'not-found', component: NotFoundView },
];

/** Paths live behind the #, because the window's page is a file and not a server. */
export function createLabRouter(history: RouterHistory = createWebHashHistory()): Router {
  return createRouter({ history, routes: ROUTES });
}
