import { compact } from '@/lib/compact.ts';
import type { Customer } from '@/lib/wire.ts';

/** The settings of a customer as the fields of their form. The logo is none: it is stored by itself, and kept as it is. */
export const settingsValues = ({ timeZone, locale, branding }: Customer) => ({
  timeZone,
  locale,
  branding: { name: branding.name ?? '', colour: branding.colour ?? '', logoUrl: branding.logoUrl ?? '' },
});
export type SettingsValues = ReturnType<typeof settingsValues>;

export const settingsWire = ({ timeZone, locale, branding }: SettingsValues) => ({
  timeZone,
  locale: locale.trim(),
  branding: compact({
    name: branding.name.trim(),
    colour: branding.colour.trim().toLowerCase(),
    logoUrl: branding.logoUrl,
  }),
});
