import { defineStore } from 'pinia';

import type { SaveQuery } from '#shared/contract/ipc';
import { toFailure } from '#shared/errors/errors';
import { useLab } from './lab';
import { useNoticesStore } from './useNoticesStore';

/** Puts what the window has made, pictures and tables, into files that the person names. */
export const useFilesStore = defineStore('files', () => {
  const lab = useLab();
  const notices = useNoticesStore();

  /** @param make the file, made only once it is asked for; what it throws is told as a notice */
  async function save(make: () => SaveQuery | Promise<SaveQuery>): Promise<void> {
    try {
      const reply = await lab.ask('file:save', await make());
      if (!reply.ok) notices.tell(reply.failure);
      else if (reply.value !== null) notices.say({ key: 'files.saved', count: 1, named: { file: reply.value.file } });
    } catch (error) {
      notices.tell(toFailure(error));
    }
  }

  return { save };
});
