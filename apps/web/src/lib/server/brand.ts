import 'server-only';
import { type Brand, readBrand, readBrandOf } from '@strowger/domain';
import { headers } from 'next/headers';
import { cache } from 'react';
import { composition } from '@/compose.ts';
import { brandSheet } from '../brand-colour.ts';
import { getConsole } from './console.ts';

const colourForm = /^#[0-9a-f]{6}$/;

/** The brand as a page shows it: its colour as a style sheet, into which nothing goes that is no colour. */
type PageBrand = Pick<Brand, 'name' | 'logoPath'> & { sheet: string | undefined };

const checked = ({ name, logoPath, colour }: Brand): PageBrand => ({
  name,
  logoPath,
  sheet: colour !== undefined && colourForm.test(colour) ? brandSheet(colour) : undefined,
});

/** The brand that the signed-in operator works under, once per request. */
export const readOwnBrand = cache(async (): Promise<PageBrand> => {
  const { context } = await getConsole();
  return checked(await readBrand(context.parts.deps, context.caller.path));
});

/** The brand of a link to the sign-in page (`?brand=cus_…`). */
export const readLinkedBrand = cache(
  async (customerId: string | undefined): Promise<PageBrand | undefined> => {
    if (customerId === undefined) return undefined;
    const { deps } = await composition();
    const brand = await readBrandOf(deps, customerId);
    return brand && checked(brand);
  },
);

/** The nonce by which the page's policy knows its own style sheets. */
export const readNonce = async (): Promise<string> => (await headers()).get('x-nonce') ?? '';
