import './no-eval';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/tables.css';

import { createPinia } from 'pinia';
import { createApp } from 'vue';

import App from './App.vue';
import { createLabI18n } from '../i18n/i18n';
import { createLabRouter } from './router';
import { labKey } from '../bridge/lab';
import NoBridge from './NoBridge.vue';

const { lab } = window;
const app = createApp(lab === undefined ? NoBridge : App);
app.use(createLabI18n());
if (lab !== undefined) {
  app.provide(labKey, lab);
  app.use(createPinia());
  app.use(createLabRouter());
}
app.mount('#app');
