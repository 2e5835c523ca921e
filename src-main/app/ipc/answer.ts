import { LabError } from '#shared/errors/errors';
import { REQUEST_SCHEMAS, type RequestArgs, type RequestName, type RequestResult } from '#shared/contract/ipc';
import { excessOf } from '#shared/errors/message-bounds';
import { problemsOf } from '#shared/errors/problems';
import { describe } from '#shared/basics/expected';

/** What answers the requests: one function a request. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (args: RequestArgs<Name>) => RequestResult<Name> | Promise<RequestResult<Name>>;
};

/** Problems that a refusal names, and letters of each: enough to mend a request, whatever was received. */
const MOST_PROBLEMS = 5;
const MOST_LETTERS = 300;

/**
 * Validates and dispatches one request.
 * @throws LabError `invalid-request`, and what the handler throws
 */
export async function answer(handlers: RequestHandlers, name: unknown, args: unknown): Promise<unknown> {
  return dispatch(handlers, knownRequest(name), args);
}

function dispatch<Name extends RequestName>(
  handlers: RequestHandlers,
  name: Name,
  args: unknown,
): RequestResult<Name> | Promise<RequestResult<Name>> {
  return handlers[name](readRequest(name, args));
}

/** The arguments of a request, held against its schema. @throws LabError `invalid-request` */
export function readRequest<Name extends RequestName>(name: Name, args: unknown): RequestArgs<Name> {
  const excess = excessOf(args);
  if (excess !== null) throw refusal(name, [`Received ${excess}.`]);
  const parsed = REQUEST_SCHEMAS[name].safeParse(args);
  if (parsed.success) return parsed.data;
  throw refusal(
    name,
    problemsOf(parsed.error, 'it').map(({ field, message }) => `${field}: ${message}`),
  );
}

/** @throws LabError `invalid-request` */
function knownRequest(name: unknown): RequestName {
  if (typeof name === 'string' && Object.hasOwn(REQUEST_SCHEMAS, name)) return name as RequestName;
  throw new LabError(
    'invalid-request',
    `Received the request ${describe(name)}; expected one of ${Object.keys(REQUEST_SCHEMAS).join(', ')}.`,
  );
}

function refusal(name: RequestName, problems: readonly string[]): LabError {
  const named = problems
    .slice(0, MOST_PROBLEMS)
    .map((problem) => (problem.length > MOST_LETTERS ? `${problem.slice(0, MOST_LETTERS)}…` : problem));
  const more = problems.length > MOST_PROBLEMS ? [`… and ${problems.length - MOST_PROBLEMS} problems more.`] : [];
  return new LabError('invalid-request', [`The request ${name} was not understood.`, ...named, ...more].join('\n'));
}
