import { useLab, type Lab } from './lab';
import { useNoticesStore } from './useNoticesStore';

/** Asks the lab as `Lab.ask` does, and tells the person of a refusal in a notice. */
export function useAskWithNotice(): Lab['ask'] {
  const lab = useLab();
  const notices = useNoticesStore();
  return async (name, args) => {
    const reply = await lab.ask(name, args);
    if (!reply.ok) notices.tell(reply.failure);
    return reply;
  };
}
