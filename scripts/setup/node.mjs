// @ts-check
/** That a Node is there which is recent enough. */
import { runtimeNode, neededNode } from './runtime-node.mjs';

/** @type {import('./steps.mjs').SetupStep} */
export const node = {
  title: 'node',
  repeatable: false,
  check() {
    const path = runtimeNode();
    return path === process.execPath
      ? `this Node ${process.versions.node}`
      : `the packaged Node, as this one is ${process.versions.node} and ${neededNode} is needed`;
  },
  perform() {
    return Promise.resolve('');
  },
};
