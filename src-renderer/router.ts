import { createRouter, createWebHashHistory, type Router, type RouteRecordRaw, type RouterHistory } from 'vue-router';

import DataView from './views/DataView.vue';
import CompareView from './views/CompareView.vue';
import DevicesView from './views/DevicesView.vue';
import EmbeddingsView from './views/EmbeddingsView.vue';
import LiveView from './views/LiveView.vue';
import NewExperimentView from './views/NewExperimentView.vue';
import NotFoundView from './views/NotFoundView.vue';
import PlaygroundView from './views/PlaygroundView.vue';
import RunsView from './views/RunsView.vue';
import RunView from './views/RunView.vue';
import SlidesView from './views/SlidesView.vue';

const idOf = (text: string | readonly string[] | undefined): number => Number(text);

export const ROUTES: readonly RouteRecordRaw[] = [
  { path: '/', redirect: { name: 'new' } },
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
  { path: '/slides', name: 'slides', component: SlidesView },
  { path: '/data', name: 'data', component: DataView },
  { path: '/embeddings', name: 'embeddings', component: EmbeddingsView },
  { path: '/playground', name: 'playground', component: PlaygroundView },
  { path: '/devices', name: 'devices', component: DevicesView },
  { path: '/:rest(.*)*', name: 'not-found', component: NotFoundView },
];

/** Paths live behind the #, because the window's page is a file and not a server. */
export function createLabRouter(history: RouterHistory = createWebHashHistory()): Router {
  return createRouter({ history, routes: ROUTES });
}
