import { handOver, prepare } from './bootstrap/prepare.mjs';

prepare();
handOver('scripts/sip.ts');
