/** What is read of a body of mod_json_cdr: channel variables and the caller's profile. */
export type FreeswitchBody = {
  /** The value of a channel variable, URL-decoded, or '' where there is none. */
  variable: (name: string) => string;
  /** A field of the caller profile that the call began with (transfers push newer ones before it), or ''. */
  profile: (name: string) => string;
};

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** The body as its variables and profile, or undefined if it has no variables. */
export function openFreeswitchBody(body: unknown): FreeswitchBody | undefined {
  if (!isFields(body) || !isFields(body.variables)) return undefined;
  const { variables, callflow } = body;
  const profile = firstProfile(callflow);
  return {
    variable: (name) => (Object.hasOwn(variables, name) ? decode(textOf(variables[name])) : ''),
    profile: (name) => textOf(profile[name]),
  };
}

function firstProfile(callflow: unknown): Fields {
  const flows = Array.isArray(callflow) ? callflow : [callflow];
  const oldest = flows.at(-1);
  return isFields(oldest) && isFields(oldest.caller_profile) ? oldest.caller_profile : {};
}

/** Values are URL-encoded unless `encode-values` is off, which nothing in the body tells. */
function decode(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
