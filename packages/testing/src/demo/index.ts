export { Random } from './random.ts';
export { type DemoCredentials, seedDemo } from './seed-demo.ts';
