import { en } from './en';
import { inspectMessages } from './pl/inspect';

export const pl = { ...en, ...inspectMessages };
