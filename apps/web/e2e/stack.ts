import { toldStack } from './env.ts';

type Operator = { email: string; password: string; role: string; customerId: string };

export type Stack = {
  baseUrl: string;
  controlUrl: string;
  operators: Operator[];
  apiKeys: { name: string; key: string; customerId: string }[];
};

/** Where the installation of this run is, and who can sign in to it. */
export const stack = (): Stack => JSON.parse(toldStack()) as Stack;

export type Person = 'platform' | 'noordzee' | 'viewer' | 'wadden' | 'thames';

const emails: Record<Person, string> = {
  platform: 'owner@platform.example',
  noordzee: 'owner@noordzee.example',
  viewer: 'viewer@noordzee.example',
  wadden: 'owner@wadden.example',
  thames: 'owner@thames.example',
};

/** An operator of the demo. */
export function operator(person: Person): Operator {
  const found = stack().operators.find(({ email }) => email === emails[person]);
  if (!found) throw new Error(`the demo has no operator ${emails[person]}`);
  return found;
}
