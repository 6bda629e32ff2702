import type { Customer } from '@strowger/contracts';

/** A customer of the demo: what it buys by is the plan of its parent with the name `buys`. */
export type DemoCustomer = {
  name: string;
  externalId: string;
  kind: 'reseller' | 'end';
  currency?: string;
  timeZone?: string;
  country?: string;
  contact?: Customer['contact'];
  buys: string;
  /** Plans that it sells by, and their price in parts of the platform's purchase price. */
  sells?: { name: string; markup: number }[];
  domain?: string;
  users?: string[];
  /** Its own number, E.164. */
  number?: string;
  children?: DemoCustomer[];
};

/** What the platform sells by. */
export const platformPlans = [
  { name: 'Wholesale EU', markup: 1.15, currency: 'EUR' },
  { name: 'Wholesale UK', markup: 1.1, currency: 'GBP' },
];

export const demoTree: DemoCustomer[] = [
  {
    name: 'Noordzee Telecom',
    externalId: 'noordzee',
    kind: 'reseller',
    contact: {
      company: 'Noordzee Telecom B.V.',
      email: 'noc@noordzee.example',
      city: 'Den Haag',
      country: 'NL',
    },
    buys: 'Wholesale EU',
    sells: [
      { name: 'Noordzee Resellers', markup: 1.4 },
      { name: 'Noordzee Business', markup: 2.1 },
    ],
    domain: 'sip.noordzee.example',
    children: [
      {
        name: 'Waddenvoice',
        externalId: 'wadden',
        kind: 'reseller',
        contact: { company: 'Waddenvoice', email: 'hallo@wadden.example', city: 'Harlingen', country: 'NL' },
        buys: 'Noordzee Resellers',
        sells: [{ name: 'Wadden Retail', markup: 2.6 }],
        domain: 'sip.wadden.example',
        children: [
          {
            name: 'Bakkerij Jansen',
            externalId: 'W-1001',
            kind: 'end',
            buys: 'Wadden Retail',
            users: ['winkel', 'kantoor'],
            number: '+31517410010',
          },
          {
            name: 'Garage Ameland',
            externalId: 'W-1002',
            kind: 'end',
            buys: 'Wadden Retail',
            users: ['balie', 'werkplaats', 'planning'],
            number: '+31519550020',
          },
        ],
      },
      {
        name: 'Hotel Scheveningen',
        externalId: 'N-2001',
        kind: 'end',
        buys: 'Noordzee Business',
        domain: 'pbx.hotel-scheveningen.example',
        users: ['receptie', 'reservering', 'restaurant', 'beheer'],
        number: '+31703500100',
      },
      {
        name: 'Tandartspraktijk De Vries',
        externalId: 'N-2002',
        kind: 'end',
        buys: 'Noordzee Business',
        users: ['balie-1', 'balie-2'],
        number: '+31703200200',
      },
    ],
  },
  {
    name: 'Thames Voice',
    externalId: 'thames',
    kind: 'reseller',
    currency: 'GBP',
    timeZone: 'Europe/London',
    country: 'GB',
    contact: { company: 'Thames Voice Ltd', email: 'support@thames.example', city: 'London', country: 'GB' },
    buys: 'Wholesale UK',
    sells: [{ name: 'Thames Retail', markup: 2 }],
    domain: 'sip.thames.example',
    children: [
      {
        name: 'Camden Design Studio',
        externalId: 'T-3001',
        kind: 'end',
        buys: 'Thames Retail',
        users: ['studio', 'accounts'],
        number: '+442079460010',
      },
      {
        name: 'Borough Market Trading',
        externalId: 'T-3002',
        kind: 'end',
        buys: 'Thames Retail',
        users: ['orders', 'office', 'stall'],
        number: '+442079460020',
      },
    ],
  },
];
