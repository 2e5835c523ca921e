import { defineStore } from 'pinia';
import { computed } from 'vue';
import { z } from 'zod';

import { runsViewSchema, type RunsView } from '../../bridge/runs-view';
import { useRememberedValue } from '../../bridge/useRememberedValue';
import { useRunsStore } from '../../bridge/useRunsStore';

const MOST_VIEWS = 50;
export const MOST_VIEW_LETTERS = 60;

const savedViewsSchema = z
  .array(z.object({ name: z.string().trim().min(1).max(MOST_VIEW_LETTERS), view: runsViewSchema }))
  .max(MOST_VIEWS)
  .catch([]);
type SavedViews = z.output<typeof savedViewsSchema>;

/** What makes two views the same: not how wide the columns are. */
function contentOf({ widths: _, ...view }: RunsView): string {
  return JSON.stringify(Object.entries(view).sort(([one], [other]) => one.localeCompare(other)));
}

/** Ways to look at the list that a person has given a name: columns, sorting, filters, grouping. They outlive the window. */
export const useSavedViewsStore = defineStore('saved-views', () => {
  const runs = useRunsStore();
  const views = useRememberedValue<SavedViews>('runs-views', (stored) => savedViewsSchema.parse(stored ?? []));
  const names = computed(() => views.value.map(({ name }) => name));
  /** The name of how the list is looked at now; null where that has none. */
  const current = computed(() => {
    const shown = contentOf(runs.view);
    return views.value.find(({ view }) => contentOf(view) === shown)?.name ?? null;
  });

  function sorted(changed: SavedViews): SavedViews {
    return changed.toSorted((one, other) => one.name.localeCompare(other.name)).slice(0, MOST_VIEWS);
  }

  /** Keeps how the list is looked at now, in the place of a view of that name. */
  function save(name: string): void {
    const given = name.trim().slice(0, MOST_VIEW_LETTERS);
    if (given === '') return;
    views.value = sorted([...views.value.filter((each) => each.name !== given), { name: given, view: runs.view }]);
  }

  async function choose(name: string): Promise<void> {
    const found = views.value.find((each) => each.name === name);
    if (found !== undefined) await runs.look(found.view);
  }

  /** A name that another view has stays with that one. */
  function rename(name: string, next: string): void {
    const given = next.trim().slice(0, MOST_VIEW_LETTERS);
    if (given === '' || names.value.includes(given)) return;
    views.value = sorted(views.value.map((each) => (each.name === name ? { ...each, name: given } : each)));
  }

  function remove(name: string): void {
    views.value = views.value.filter((each) => each.name !== name);
  }

  return { names, current, save, choose, rename, remove };
});
