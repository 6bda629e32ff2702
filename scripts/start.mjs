import { handOver, prepare } from './bootstrap/prepare.mjs';

prepare();
handOver('scripts/serve.ts');
