import { text as customers } from './customers.ts';

/** Of the settings of a customer. */
export const text = {
  title: 'Settings',
  of: (name: string) => `What holds for ${name} and, unless they say otherwise, for all below it`,
  saved: 'The settings were saved',
  fields: {
    timeZone: customers.fields.timeZone,
    locale: customers.fields.locale,
    branding: 'Branding',
    'branding.name': 'Brand name',
    'branding.colour': 'Colour',
  },
  hints: {
    timeZone: 'Of calendar limits and of the days of reports',
    locale: customers.hints.locale,
    name: 'Stands in the place of Strowger, for everybody who signs in at this customer or below it',
    colour:
      'Like #1f6feb. Where it is too pale or too dark to be read, the nearest shade that can be is shown.',
  },
  sections: { region: customers.sections.region, branding: 'Branding', signIn: 'Sign-in page' },
  facts: {
    currency: customers.fields.currency,
    country: customers.fields.country,
    billing: customers.fields.billingMode,
  },
  billingModes: customers.billingModes,
  preview: 'How links look in it, by day and by night',
  previewText: 'Customers',
  logo: 'Logo',
  logoHint: 'PNG, JPEG or WebP, at most 64 kB and 2,048 pixels a side',
  logoNone: 'No logo of its own',
  logoChoose: 'Choose image',
  logoReplace: 'Replace logo',
  logoRemove: 'Take away',
  logoStored: 'The logo was stored',
  logoRemoved: 'The logo was taken away',
  logoUnsaved: 'Save or discard your changes first.',
  logoElsewhere:
    'The logo lies on another server. It is given to integrations, and not shown here: store it to have it shown.',
  signInText:
    'A page to sign in that bears this name, logo and colour. Give it to the people of this customer.',
};
