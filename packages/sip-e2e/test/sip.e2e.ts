import { afterAll, beforeAll, describe } from 'vitest';
import { describeCalls } from './scenarios/calls.ts';
import { describeCeilings } from './scenarios/ceilings.ts';
import { describeForwards } from './scenarios/forwards.ts';
import { describeNodes, startSecondNode } from './scenarios/nodes.ts';
import { describeOutages } from './scenarios/outages.ts';
import { describeProbes } from './scenarios/probes.ts';
import { describeRefusals } from './scenarios/refusals.ts';
import { describeRegistrations } from './scenarios/registrations.ts';
import { describeRoutes } from './scenarios/routes.ts';
import { describeTlsCalls } from './scenarios/tls-calls.ts';
import { type Stack, startStack } from './stack/start-stack.ts';
import { World } from './world/make-world.ts';

let stack: Stack | undefined;
let world: World | undefined;
let second: Awaited<ReturnType<typeof startSecondNode>> | undefined;
beforeAll(async () => {
  stack = await startStack();
  world = await World.make(stack);
  second = await startSecondNode(world);
}, 120_000);
afterAll(async () => {
  await second?.kamailio.close();
  await world?.close();
  await stack?.close();
}, 60_000);
const get = () => world as World;

// First, as a call that is dead is found after half a minute.
describe.concurrent('calls over TLS', () => describeTlsCalls(get));
describe.concurrent('calls', () => describeCalls(get));
describe.concurrent('registrations', () => describeRegistrations(get));
describe.concurrent('forwards', () => describeForwards(get));
describe.concurrent('a call is refused for', () => describeRefusals(get));
describe.concurrent('ceilings', () => describeCeilings(get));
describe.concurrent('two engines on one database', () =>
  describeNodes(get, () => second as NonNullable<typeof second>));
describe.concurrent('routes', () => describeRoutes(get));
describe.concurrent('probes', () => describeProbes(get));
// These come when the others are through, one by one.
describe('outages', () => describeOutages(get));
