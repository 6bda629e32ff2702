export { type DemoCredentials, seedDemo } from './seed-demo.ts';
