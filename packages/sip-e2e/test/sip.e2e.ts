import { afterAll, beforeAll, describe } from 'vitest';
import { describeCalls } from './scenarios/calls.ts';
import { type Stack, startStack } from './stack/start-stack.ts';
import { World } from './world/make-world.ts';

let stack: Stack | undefined;
let world: World | undefined;
beforeAll(async () => {
  stack = await startStack();
  world = await World.make(stack);
}, 120_000);
afterAll(async () => {
  await world?.close();
  await stack?.close();
}, 60_000);
const get = () => world as World;

describe.concurrent('calls', () => describeCalls(get));
