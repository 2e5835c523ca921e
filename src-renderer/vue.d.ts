/** What the linter, which does not read Vue files from TypeScript files, takes them for. vue-tsc reads the files. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent;
  export default component;
}
