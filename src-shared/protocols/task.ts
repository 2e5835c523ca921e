/** What an experiment is for: naming the class of an image, or telling whether two images are of one class. */
export const TASKS = ['classification', 'discrimination'] as const;
export type Task = (typeof TASKS)[number];
