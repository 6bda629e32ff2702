import { type Customer, decodeId } from '@strowger/contracts';
import type { DomainDeps } from '../core/context.ts';
import { pathsAbove } from '../core/tree-path.ts';

/** What the console is called and looks like to a customer, and all below it that say nothing else. */
export type Brand = {
  name: string | undefined;
  /** Its path on our own origin; no page asks another one for anything. */
  logoPath: string | undefined;
  /** `#rrggbb`, as it was given: no contrast is promised. */
  colour: string | undefined;
};

type Deps = Pick<DomainDeps, 'db'>;

/** The brand at a place of the tree: each part of it is that of the nearest level that has one. @param path of the customer */
export async function readBrand({ db }: Deps, path: string): Promise<Brand> {
  const rows = await db.rows<{ branding: Customer['branding'] }>(
    `select branding from customer where path = any($1) and branding <> '{}' order by length(path) desc`,
    [[...pathsAbove(path), path]],
  );
  const nearest = (part: keyof Customer['branding']) =>
    rows.map(({ branding }) => branding[part]).find((value) => value !== undefined);
  const logo = rows.map(({ branding }) => logoPathOf(branding.logoUrl)).find((found) => found !== undefined);
  return { name: nearest('name'), logoPath: logo, colour: nearest('colour') };
}

/** The brand of a customer by its id, for a sign-in page: undefined for an id that is none. Its ids cannot be guessed. */
export async function readBrandOf(deps: Deps, wireId: string): Promise<Brand | undefined> {
  const id = decodeId('customer', wireId);
  if (id === undefined) return undefined;
  const [row] = await deps.db.rows<{ path: string }>('select path from customer where id = $1', [id]);
  return row && readBrand(deps, row.path);
}

/** A logo that was stored here; one that lies elsewhere is for integrators, and not shown. */
function logoPathOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /\/logos\/[0-9a-f]{64}$/.exec(url)?.[0];
}

/** The bytes of a stored logo by their SHA-256. */
export async function readLogo(
  { db }: Deps,
  hash: string,
): Promise<{ mediaType: string; image: Uint8Array<ArrayBuffer> } | undefined> {
  const [row] = await db.rows<{ mediaType: string; image: Uint8Array<ArrayBuffer> }>(
    'select media_type as "mediaType", image from customer_logo where hash = $1 limit 1',
    [hash],
  );
  return row;
}
