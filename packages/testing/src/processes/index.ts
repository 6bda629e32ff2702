export { freePort } from './free-port.ts';
export { processEnv } from './process-env.ts';
