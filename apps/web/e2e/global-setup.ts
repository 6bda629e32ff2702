import { tellStack } from './env.ts';
import { startStack } from './start-stack.ts';

/** Starts the installation that all specs share, and tells them by environment where it is. */
export default async function setup(): Promise<() => Promise<void>> {
  const { line, stop } = await startStack();
  tellStack(line);
  return stop;
}
