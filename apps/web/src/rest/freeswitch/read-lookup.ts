/** What FreeSWITCH looks for in its directory: a user, or the domain alone. */
export type Lookup = {
  domain: string;
  username: string | undefined;
  /** Whether the digest is needed: a phone is to be authenticated. */
  authenticates: boolean;
  registers: boolean;
};

/**
 * Reads the fields of mod_xml_curl. It writes tag_name, key_name and key_value first and does not escape them, and key_value is the
 * domain that a phone named: fields that are smuggled in by it come before the real ones, so the last of a name counts.
 * @returns undefined for another section, and where no domain is named, as by `purpose=gateways`
 */
export function readLookup(form: URLSearchParams): Lookup | undefined {
  const fields = new Map(form);
  if (fields.get('section') !== 'directory') return undefined;
  const isByName = fields.get('tag_name') === 'domain' && fields.get('key_name') === 'name';
  const domain = fields.get('domain') || (isByName && fields.get('key_value'));
  if (!domain) return undefined;
  // Without an action (`enable-post-var` may leave it out) as with sip_auth: FreeSWITCH lets in a user that has neither digest nor
  // password, whoever it is.
  const action = fields.get('action') || 'sip_auth';
  return {
    domain,
    username: fields.get('user') || undefined,
    authenticates: action === 'sip_auth',
    registers: fields.get('sip_auth_method') === 'REGISTER',
  };
}
